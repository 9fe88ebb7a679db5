package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.sale.SaleId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the users of {@code docs/database.md} must not do. That they may do what they must is shown by every other test
 * of this package, for they run as these users.
 */
class LeastRightsTest {
    private static final RealStore STORE = new RealStore();
    private static final FreshDatabase DATABASE = STORE.database();

    @BeforeAll
    static void thereIsAnOrder() throws Exception {
        SaleId sale = Sales.open(STORE, 1);
        assertThat(new MyBatisStockLedger(STORE.desks()).commit(sale, Sales.requests(sale, 1)))
                .hasSize(1);
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE notes (id INT)",
                "CREATE TABLE IF NOT EXISTS sales (id INT)",
                "CREATE VIEW few AS SELECT id FROM orders",
                "CREATE INDEX orders_by_amount ON orders (amount)",
                "CREATE DATABASE another_one",
                "ALTER TABLE orders ADD COLUMN note INT NULL",
                "DROP TABLE fencing_tokens",
                "TRUNCATE TABLE orders",
                "DELETE FROM orders",
                "DELETE FROM sales",
                "DELETE FROM fencing_tokens",
                "DELETE FROM flyway_schema_history",
                "DELETE FROM operator_log",
                "UPDATE operator_log SET outcome = 'DONE'",
                "INSERT INTO orders_archive (id) VALUES ('')",
                "UPDATE orders_archive SET status = 'PAID'",
                "DELETE FROM orders_archive",
                "UPDATE flyway_schema_history SET success = 0",
                "DELETE FROM payments",
                "DROP TABLE payments",
                "TRUNCATE TABLE outbox",
                "DROP TABLE outbox",
                "CREATE USER somebody IDENTIFIED BY 'x'"
            })
    void theProgramMayNot(String statement) {
        assertDenied(DATABASE.user(), DATABASE.password(), statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM orders",
                "SELECT * FROM sales",
                "UPDATE sales SET available = 0",
                "DELETE FROM orders",
                "DROP TABLE orders",
                "CREATE DATABASE another_one",
                "CREATE USER somebody IDENTIFIED BY 'x'"
            })
    void theMigrationsMayNot(String statement) {
        assertDenied(DATABASE.migrationUser(), DATABASE.migrationPassword(), statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM sales",
                "INSERT INTO orders (id) VALUES ('')",
                "UPDATE orders SET status = 'PAID'",
                "UPDATE orders_archive SET status = 'PAID'",
                "DELETE FROM orders_archive",
                "SELECT * FROM orders_archive",
                "SELECT * FROM operator_log",
                "DELETE FROM operator_log",
                "DROP TABLE orders",
                "CREATE TABLE notes (id INT)",
                "UPDATE flyway_schema_history SET success = 0"
            })
    void theArchiveMayNot(String statement) {
        assertDenied(DATABASE.archiveUser(), DATABASE.archivePassword(), statement);
    }

    private static void assertDenied(String user, String password, String sql) {
        assertThatThrownBy(() -> {
                    try (Connection connection = DriverManager.getConnection(DATABASE.url(), user, password);
                            Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .isInstanceOf(SQLException.class)
                .message()
                .containsIgnoringCase("denied");
    }
}
