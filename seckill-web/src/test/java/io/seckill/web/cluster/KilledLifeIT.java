package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.servers.Servers;
import io.seckill.web.cluster.Shop.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The program is killed between two steps of an order's life, and started again. The test itself locks the row that the
 * next step needs, so the kill comes exactly there.
 */
class KilledLifeIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Shop shop = new Shop();
    private Cluster cluster;
    private Node node;
    private String sale;

    @BeforeEach
    void start() {
        cluster = Cluster.of(1, Servers.shared().newRedis(), Shop.PAYING);
        node = cluster.node(0);
        sale = cluster.openSale(10, 1);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void aPaymentThatWasStoredBeforeTheKillPaysItsOrderAfterIt() throws SQLException {
        String order = placed().text("id");
        try (Held row = new Held("orders", order)) {
            shop.tellPaid(node, "p-1", order);
            Cluster.await(LIMIT, () -> count("payments WHERE id = ?", "p-1") == 1);
            assertThat(row.status()).isEqualTo("UNPAID");
            kill();
        }
        node.startAgain();

        Cluster.await(LIMIT, () -> status(order).equals("PAID"));
        assertThat(shop.paid(node, "p-1", order).status()).isBetween(200, 299);
        assertThat(status(order)).isEqualTo("PAID");
        assertThat(count("payments WHERE order_id = ?", order)).isEqualTo(1);
        cluster.checkLaws(sale, 1);
    }

    @Test
    void anOrderWhoseRefundWasDueBeforeTheKillIsRefundedAfterIt() throws SQLException {
        Answer order = placed();
        String id = order.text("id");
        assertThat(shop.cancel(node, id, order.buyer()).status()).isEqualTo(200);
        try (Held row = new Held("orders", id)) {
            shop.tellPaid(node, "p-2", id);
            Cluster.await(LIMIT, () -> count("payments WHERE id = ?", "p-2") == 1);
            // The order's row goes to and fro between the test and the program, until the payment has turned it.
            Cluster.await(LIMIT, () -> {
                row.lockAgain();
                return !row.status().equals("CANCELLED");
            });
            assertThat(row.status()).isEqualTo("REFUND_DUE");
            kill();
        }
        assertThat(cluster.value("SELECT status FROM orders WHERE id = ?", id)).isEqualTo("REFUND_DUE");
        node.startAgain();

        Cluster.await(LIMIT, () -> status(id).equals("REFUNDED"));
        cluster.checkLaws(sale, 0);
    }

    @Test
    void aMessageThatWasPublishedButNotMarkedBeforeTheKillIsPublishedAgain() throws SQLException {
        cluster.redis().pause();
        String order = placed().text("id");
        String message = cluster.value("SELECT MIN(id) FROM outbox WHERE sale_id = ?", sale);
        try (Held row = new Held("outbox", message)) {
            cluster.redis().resume();
            Cluster.await(LIMIT, () -> published(row.id()).size() == 1);
            kill();
        }
        assertThat(count("outbox WHERE id = ? AND published_at IS NULL", message))
                .isEqualTo(1);
        node.startAgain();

        Cluster.await(LIMIT, () -> count("outbox WHERE id = ? AND published_at IS NULL", message) == 0);
        assertThat(published(message)).hasSizeGreaterThanOrEqualTo(2).allSatisfy(entry -> assertThat(entry)
                .containsEntry("type", "PLACED")
                .hasEntrySatisfying("payload", payload -> assertThat(payload).contains(order)));
        cluster.checkLaws(sale, 1);
    }

    private Answer placed() {
        Answer answer = shop.place(node, sale, "alice", "key-1");
        assertThat(answer.status()).isEqualTo(201);
        return answer;
    }

    private String status(String order) {
        return shop.order(node, order, "alice").text("status");
    }

    private int count(String tableWhere, String parameter) {
        return Integer.parseInt(cluster.value("SELECT COUNT(*) FROM " + tableWhere, parameter));
    }

    private List<Map<String, String>> published(String message) {
        return EventStream.read(cluster.redis()).stream()
                .filter(entry -> message.equals(entry.get("id")))
                .toList();
    }

    private void kill() {
        node.process().kill();
    }

    /** A row that nobody else can change. */
    private final class Held implements AutoCloseable {
        private final Connection connection;
        private final String id;
        private final String select;
        private String status = "";

        Held(String table, String id) throws SQLException {
            this.id = id;
            connection = cluster.connect();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            select = "SELECT * FROM " + table + " WHERE id = '" + id + "' FOR UPDATE";
            lockAgain();
        }

        /** Lets go of it for whoever waits for it, and has it again after them. */
        void lockAgain() {
            try (Statement statement = connection.createStatement()) {
                connection.commit();
                try (ResultSet row = statement.executeQuery(select)) {
                    row.next();
                    status = select.contains("orders") ? row.getString("status") : "";
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        String id() {
            return id;
        }

        /** As it was when it was locked. */
        String status() {
            return status;
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
