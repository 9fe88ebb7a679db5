package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.sale.SaleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every statement on the orders goes by the index that was made for it, as the server itself explains. */
class QueryPlanTest {
    private static final RealStore STORE = new RealStore();
    private static final DeskSessions DESKS = STORE.desks();
    private static final SaleId SALE = Sales.open(STORE, 3_000);

    /** How the server gets at a table's rows. */
    private record Access(String type, String index, String extra) {}

    @BeforeAll
    static void fill() throws Exception {
        StockLedger ledger = new MyBatisStockLedger(DESKS);
        for (int i = 0; i < 3; i++) {
            ledger.commit(SALE, Sales.requests(SALE, 1_000, i + "-"));
        }
        try (Connection connection = STORE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE TABLE orders");
        }
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void theBatchFindsItsBuyersOrdersByTheIndexOfRequests() throws SQLException {
        Access orders = explain("findOf", "o", Map.of("sale", SALE.value(), "buyers", "[\"0-buyer-1\",\"1-buyer-2\"]"));

        assertThat(orders.type()).isEqualTo("ref");
        assertThat(orders.index()).isEqualTo("orders_by_request");
    }

    @Test
    void theBatchReadsNoMoreOrdersThanItsBuyersHave() throws Exception {
        try (Connection connection = STORE.connect();
                PreparedStatement find = prepare(
                        connection,
                        "",
                        "findOf",
                        Map.of("sale", SALE.value(), "buyers", "[\"0-buyer-1\",\"nobody\"]"))) {
            long before = rowsRead(connection);
            try (ResultSet rows = find.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.next()).isFalse();
            }
            assertThat(rowsRead(connection) - before).isLessThan(10);
        }
    }

    @Test
    void aReplayIsFoundByItsUniqueKey() throws SQLException {
        Access order =
                explain("findByRequest", "orders", Map.of("sale", SALE.value(), "buyer", "0-buyer-1", "key", "k"));

        assertThat(order.type()).isEqualTo("const");
        assertThat(order.index()).isEqualTo("orders_by_request");
    }

    @Test
    void aBuyersOwnOrdersAreReadInOrderFromTheirIndex() throws SQLException {
        Access orders = explain("list", "orders", Map.of("buyer", "0-buyer-1", "before", "Z", "limit", 20));

        assertThat(orders.index()).isEqualTo("orders_by_buyer");
        assertThat(orders.extra()).doesNotContain("filesort");
    }

    @Test
    void fingerprintsAreReadFromTheIndexAlone() throws SQLException {
        Access orders = explain("requests", "orders", Map.of("sale", SALE.value()));

        assertThat(orders.index()).isEqualTo("orders_by_request");
        assertThat(orders.extra()).contains("Using index");
    }

    @Test
    void whatIsDueFirstIsLookedUpForEachSaleInTheIndexAlone() throws SQLException {
        for (String statement : List.of("due", "overdue")) {
            Access sales = explain(statement, "s", Map.of("limit", 100));
            Access orders = explain(statement, "o", Map.of("limit", 100));

            assertThat(sales.index()).isEqualTo("sales_by_closing");
            assertThat(orders.type()).isEqualTo("ref");
            assertThat(orders.index()).isEqualTo("orders_by_payment_due");
            assertThat(orders.extra()).contains("Using index").doesNotContain("filesort");
        }
    }

    @Test
    void howeverManyAreUnpaidLookingForDueOnesReadsOneOfEachSale() throws Exception {
        assertThat(rowsRead("due", Map.of("limit", 100))).isLessThan(10);
    }

    @Test
    void expiringASaleReadsNoOtherSalesOrders() throws Exception {
        String later = "2100-01-01 00:00:00";

        assertThat(rowsRead("lockDue", Map.of("sale", "another", "now", later, "limit", 500)))
                .isLessThan(10);
    }

    @Test
    void dueOrdersAreLockedInOrderByTheirIndex() throws SQLException {
        Access orders =
                explain("lockDue", "orders", Map.of("sale", SALE.value(), "now", "2026-11-22 12:00:00", "limit", 500));

        assertThat(orders.type()).isEqualTo("range");
        assertThat(orders.index()).isEqualTo("orders_by_payment_due");
        assertThat(orders.extra()).doesNotContain("filesort");
    }

    @Test
    void ordersExpireByTheirPrimaryKey() throws SQLException {
        Access orders = explain("expire", "o", Map.of("ids", "[\"01KE0000000000000000000001\"]"));

        assertThat(orders.type()).isEqualTo("eq_ref");
        assertThat(orders.index()).isEqualTo("PRIMARY");
    }

    private static long rowsRead(String statement, Map<String, Object> parameters) throws SQLException {
        try (Connection connection = STORE.connect();
                PreparedStatement prepared = prepare(connection, "", statement, parameters)) {
            long before = rowsRead(connection);
            prepared.executeQuery().close();
            return rowsRead(connection) - before;
        }
    }

    /** MariaDB counts those apart that a condition on the index leaves out. */
    private static long rowsRead(Connection connection) throws SQLException {
        try (PreparedStatement status = connection.prepareStatement("SHOW SESSION STATUS"
                        + " WHERE Variable_name LIKE 'Handler_read%' OR Variable_name = 'Handler_icp_attempts'");
                ResultSet rows = status.executeQuery()) {
            long sum = 0;
            while (rows.next()) {
                sum += rows.getLong(2);
            }
            return sum;
        }
    }

    private static Access explain(String statement, String table, Map<String, Object> parameters) throws SQLException {
        String explain = STORE.isMariaDb() ? "EXPLAIN " : "EXPLAIN FORMAT=TRADITIONAL ";
        try (Connection connection = STORE.connect();
                PreparedStatement explained = prepare(connection, explain, statement, parameters);
                ResultSet rows = explained.executeQuery()) {
            while (rows.next()) {
                if (table.equals(rows.getString("table"))) {
                    return new Access(
                            rows.getString("type"), rows.getString("key"), String.valueOf(rows.getString("Extra")));
                }
            }
            throw new AssertionError("the plan does not name " + table);
        }
    }

    /** The mapper's own statement, whatever it says today. */
    private static PreparedStatement prepare(
            Connection connection, String prefix, String statement, Map<String, Object> parameters)
            throws SQLException {
        try (SqlSession session = DESKS.open()) {
            BoundSql sql = session.getConfiguration()
                    .getMappedStatement(OrderMapper.class.getName() + "." + statement)
                    .getBoundSql(parameters);
            PreparedStatement prepared = connection.prepareStatement(prefix + sql.getSql());
            List<ParameterMapping> places = sql.getParameterMappings();
            for (int i = 0; i < places.size(); i++) {
                prepared.setObject(i + 1, parameters.get(places.get(i).getProperty()));
            }
            return prepared;
        }
    }
}
