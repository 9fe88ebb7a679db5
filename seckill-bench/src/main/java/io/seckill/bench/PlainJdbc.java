package io.seckill.bench;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.SaleId;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the database could do at best with these statements: one connection, one batch after the other, nothing decided,
 * nobody waiting.
 */
final class PlainJdbc implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int CHARS_PER_ORDER = 128;
    private static final MapperStatement LOCK = MapperStatement.of("SaleMapper", "lock");
    private static final MapperStatement FIND_OF = MapperStatement.of("OrderMapper", "findOf");
    private static final MapperStatement INSERT = MapperStatement.of("OrderMapper", "insert");
    private static final MapperStatement TAKE = MapperStatement.of("SaleMapper", "take");

    private final Requests requests;
    private final Connection connection;
    private final PreparedStatement lock;
    private final PreparedStatement findOf;
    private final PreparedStatement insert;
    private final PreparedStatement take;

    private PlainJdbc(SaleId sale, Connection connection) throws SQLException {
        this.requests = new Requests(sale);
        this.connection = connection;
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        lock = LOCK.prepare(connection);
        findOf = FIND_OF.prepare(connection);
        insert = INSERT.prepare(connection);
        take = TAKE.prepare(connection);
    }

    /** Runs for the span, in batches of that many orders. */
    static Measurement run(Backends backends, SaleId sale, int batch, Span span) {
        try (PlainJdbc way = new PlainJdbc(sale, connect(backends))) {
            Meter meter = new Meter(span);
            while (!meter.isOver()) {
                long start = System.nanoTime();
                way.sell(way.requests.next(batch));
                meter.placed(batch, start);
            }
            Measurement measured = meter.measurement(batch, 0);
            return meter.measurement(batch, measured.latencyMillis(50));
        } catch (SQLException e) {
            throw new IllegalStateException("plain JDBC failed: " + e.getMessage(), e);
        }
    }

    private void sell(List<OrderRequest> batch) throws SQLException {
        String sale = requests.sale().value();
        LOCK.bind(lock, Map.of("id", sale));
        LocalDateTime readAt;
        long price;
        String currency;
        int payWithin;
        try (ResultSet row = lock.executeQuery()) {
            row.next();
            readAt = row.getObject("read_at", LocalDateTime.class);
            price = row.getLong("price");
            currency = row.getString("currency");
            payWithin = row.getInt("pay_within");
        }
        FIND_OF.bind(findOf, Map.of("sale", sale, "buyers", buyers(batch)));
        try (ResultSet rows = findOf.executeQuery()) {
            if (rows.next()) {
                throw new IllegalStateException("a fresh buyer has an order");
            }
        }
        INSERT.bind(
                insert,
                Map.of(
                        "sale", sale,
                        "currency", currency,
                        "placedAt", readAt,
                        "payBy", readAt.plusSeconds(payWithin),
                        "orders", orders(batch, price)));
        TAKE.bind(take, Map.of("id", sale, "units", batch.size(), "orders", batch.size()));
        if (insert.executeUpdate() != batch.size() || take.executeUpdate() != 1) {
            throw new IllegalStateException("the batch was not inserted whole");
        }
        connection.commit();
    }

    private static String buyers(List<OrderRequest> batch) {
        return json(batch, (json, request) -> json.writeString(request.buyer().value()));
    }

    private static String orders(List<OrderRequest> batch, long price) {
        return json(batch, (json, request) -> {
            json.writeStartArray();
            json.writeString(request.orderId().value());
            json.writeString(request.buyer().value());
            json.writeString(request.key().value());
            json.writeNumber(request.quantity());
            json.writeNumber(request.quantity() * price);
            json.writeEndArray();
        });
    }

    private interface Element {
        void write(JsonGenerator json, OrderRequest request);
    }

    private static String json(List<OrderRequest> batch, Element element) {
        StringWriter text = new StringWriter(batch.size() * CHARS_PER_ORDER);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            batch.forEach(request -> element.write(json, request));
            json.writeEndArray();
        }
        return text.toString();
    }

    /** With the settings that the program's own connections have, as far as they cost or save time. */
    private static Connection connect(Backends backends) throws SQLException {
        Properties properties = new Properties();
        Map<String, String> settings = backends.settings();
        if (settings.containsKey(Backends.USER)) {
            properties.setProperty("user", settings.getOrDefault(Backends.USER, ""));
            properties.setProperty("password", settings.getOrDefault(Backends.PASSWORD, ""));
        }
        properties.setProperty("useLocalSessionState", "true");
        properties.setProperty("cachePrepStmts", "true");
        properties.setProperty("maintainTimeStats", "false");
        properties.setProperty("sessionVariables", "time_zone='+00:00'");
        return DriverManager.getConnection(settings.getOrDefault(Backends.URL, ""), properties);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
