package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.servers.DatabaseServer;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.Servers;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nodes of the program on one database and one Redis, and what operators and auditors do with them. */
final class Cluster implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OPERATOR = Passes.of("operator", "admin");

    private final DatabaseServer database;
    private final String schema;
    private final RedisServer redis;
    private final List<Node> nodes = new ArrayList<>();
    private String lastSale = "";
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Cluster(DatabaseServer database, RedisServer redis) {
        this.database = database;
        this.schema = database.createDatabase();
        this.redis = redis;
    }

    /** @param redis of its own, for tests that stop it */
    static Cluster of(int size, RedisServer redis, String... settings) {
        return of(size, Servers.shared().database(), redis, settings);
    }

    /** @param database as the nodes see it */
    static Cluster of(int size, DatabaseServer database, RedisServer redis, String... settings) {
        Cluster cluster = new Cluster(database, redis);
        try {
            for (int i = 0; i < size; i++) {
                cluster.nodes.add(
                        new Node("node" + (i + 1), cluster.database, cluster.schema, redis, List.of(settings)));
            }
            cluster.nodes.forEach(Node::awaitReady);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    List<Node> nodes() {
        return nodes;
    }

    Node node(int index) {
        return nodes.get(index);
    }

    RedisServer redis() {
        return redis;
    }

    /** Where the nodes' database is, for other processes. */
    List<String> database() {
        return List.of(
                "--spring.datasource.url=" + database.jdbcUrl(schema),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password());
    }

    /** Opens a sale by an operator's call to the first node that lives. */
    String openSale(int total, int limitPerBuyer) {
        return openSale(total, limitPerBuyer, Duration.ofMinutes(15));
    }

    String openSale(int total, int limitPerBuyer, Duration payWithin) {
        Instant now = Instant.now();
        String body = """
                {"title":"Test","price":990,"currency":"CNY","total":%d,"limitPerBuyer":%d,
                 "opensAt":"%s","closesAt":"%s","payWithin":"%s"}
                """.formatted(total, limitPerBuyer, now.minusSeconds(1), now.plusSeconds(3_600), payWithin);
        HttpRequest request = HttpRequest.newBuilder(alive().uri("/api/admin/sales"))
                .header("Authorization", "Bearer " + OPERATOR)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        lastSale = json(request).get("id").asString();
        return lastSale;
    }

    /** The sale that was opened last. */
    String lastSale() {
        return lastSale;
    }

    JsonNode get(Node node, String path) {
        return json(HttpRequest.newBuilder(node.uri(path))
                .header("Authorization", "Bearer " + OPERATOR)
                .build());
    }

    /** The node that is the sale's desk, by the sale's row. */
    Optional<Node> desk(String sale) {
        return query("SELECT desk_port FROM sales WHERE id = ? AND desk_port IS NOT NULL", sale, row -> row.getInt(1))
                .stream()
                .findFirst()
                .flatMap(port -> nodes.stream()
                        .filter(node -> node.listensToNodesAt() == port)
                        .findFirst());
    }

    /** A connection to the nodes' database, for a test that gets in the way of them. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(schema), database.user(), database.password());
    }

    /** The first column of the first row. */
    String value(String sql, String parameter) {
        return query(sql, parameter, row -> String.valueOf(row.getString(1))).get(0);
    }

    Node awaitDesk(String sale) {
        await(Duration.ofSeconds(20), () -> desk(sale).isPresent());
        return desk(sale).orElseThrow();
    }

    Node other(Node one) {
        return nodes.stream().filter(node -> node != one).findFirst().orElseThrow();
    }

    int sold(String sale) {
        return query("SELECT total - available FROM sales WHERE id = ?", sale, row -> row.getInt(1))
                .get(0);
    }

    /** The rows of the sale's orders, by buyer and key: their ids. */
    Map<String, String> orders(String sale) {
        Map<String, String> found = new HashMap<>();
        query("SELECT buyer, request_key, id FROM orders WHERE sale_id = ?", sale, row -> {
            String earlier = found.put(row.getString(1) + " " + row.getString(2), row.getString(3));
            assertThat(earlier).as("one order per buyer and key").isNull();
            return 0;
        });
        return found;
    }

    /** The laws, by the program's own audit and by the database's own sums. */
    void checkLaws(String sale, int soldUnits) {
        JsonNode audit = get(alive(), "/api/admin/sales/" + sale + "/audit");
        assertThat(audit.get("consistent").asBoolean()).as("audit %s", audit).isTrue();
        List<long[]> sums =
                query("""
                SELECT s.total - s.available,
                       (SELECT COALESCE(SUM(quantity), 0) FROM orders o WHERE o.sale_id = s.id AND o.status IN ('UNPAID', 'PAID')),
                       s.placed, (SELECT COUNT(*) FROM orders o WHERE o.sale_id = s.id)
                FROM sales s WHERE s.id = ?""", sale, row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)});
        assertThat(sums.get(0)[0]).as("units taken").isEqualTo(sums.get(0)[1]).isEqualTo(soldUnits);
        assertThat(sums.get(0)[2]).as("orders counted").isEqualTo(sums.get(0)[3]);
    }

    /** Transactions that have locked rows of this database and are not ended, looked at twice: a short one does not count. */
    int openTransactions() {
        String sql = """
                SELECT COUNT(*) FROM information_schema.innodb_trx t
                JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
                WHERE t.trx_rows_locked > 0 AND p.db = ?""";
        int first = query(sql, schema, row -> row.getInt(1)).get(0);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        return Math.min(first, query(sql, schema, row -> row.getInt(1)).get(0));
    }

    static void await(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for %s", limit).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private Node alive() {
        return nodes.stream()
                .filter(node -> node.process().isAlive())
                .findFirst()
                .orElseThrow();
    }

    /** Asks again while the node is busy, as it may be for some seconds after its database was away. */
    private JsonNode json(HttpRequest request) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> response = send(request);
        while (response.statusCode() == 503 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            response = send(request);
        }
        assertThat(response.statusCode())
                .as("%s: %s", request.uri(), response.body())
                .isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.sendAsync(request, BodyHandlers.ofString()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, String sale, Row<T> reader) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, sale);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        redis.close();
    }
}
