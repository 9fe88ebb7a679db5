package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.order.Outcome;
import io.seckill.core.sale.SaleId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A frozen node must not keep a sale's row, and an idle one must keep its connections. */
class DeskConnectionsTest {
    private static final RealStore STORE = new RealStore();
    private static final Duration SERVERS_PATIENCE = Duration.ofSeconds(5);
    private static final Duration SLACK = Duration.ofSeconds(3);

    private final SaleId sale = Sales.open(STORE, 10);

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void aHolderThatGoesSilentLosesTheRowAndDoesNoHarmWhenItGoesOn() throws Exception {
        DeskConnections frozen = STORE.deskConnections(2);
        try (Connection silent = frozen.dataSource().getConnection();
                RowHolder holder = new RowHolder(silent, sale)) {
            holder.write("UPDATE sales SET available = 0 WHERE id = '" + sale + "'");
            long silentSince = System.nanoTime();

            try (RowHolder next = new RowHolder(patient(), sale)) {
                assertThat(Duration.ofNanos(System.nanoTime() - silentSince))
                        .isBetween(SERVERS_PATIENCE.minusSeconds(1), SERVERS_PATIENCE.plus(SLACK));
                assertThat(next.number("SELECT available FROM sales WHERE id = '" + sale + "'"))
                        .isEqualTo(10);
                assertThatThrownBy(holder::commit).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void idleConnectionsOutliveTheServersPatienceAndAreUsedAgain() throws Exception {
        DeskConnections connections = STORE.deskConnections(3);
        MyBatisStockLedger ledger = new MyBatisStockLedger(new DeskSessions(connections));
        List<Long> before = numbersOfTwo(connections);
        long idleSince = System.nanoTime();
        Waiting.until(
                "the server would have lost its patience",
                () -> System.nanoTime() - idleSince
                        > SERVERS_PATIENCE.plusSeconds(2).toNanos());

        assertThat(ledger.commit(sale, Sales.requests(sale, 1))).hasOnlyElementsOfType(Outcome.Placed.class);
        assertThat(numbersOfTwo(connections)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aServerThatDoesNotAnswerIsNotWaitedForLongerThanItsPatience() throws Exception {
        try (Connection connection = STORE.deskConnections(3).dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            long asked = System.nanoTime();

            assertThatThrownBy(() -> statement.execute("DO SLEEP(20)")).isInstanceOf(SQLException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - asked))
                    .isBetween(SERVERS_PATIENCE.minusSeconds(1), SERVERS_PATIENCE.plus(SLACK));
        }
    }

    @Test
    void aBatchIsSixJourneysToTheServer() throws Exception {
        DeskSessions desks = STORE.desks();
        MyBatisStockLedger ledger = new MyBatisStockLedger(desks);
        try (SqlSession session = desks.open()) {
            long before = questions(session);

            assertThat(ledger.write(session, sale, Sales.requests(sale, 3)).placed())
                    .hasSize(3);
            session.commit(true);

            assertThat(questions(session) - before - 1)
                    .as("sale, orders of the buyers, new orders, stock, event, commit")
                    .isEqualTo(6);
        }
    }

    private static long questions(SqlSession session) throws SQLException {
        try (Statement status = session.getConnection().createStatement();
                ResultSet rows = status.executeQuery("SHOW SESSION STATUS LIKE 'Questions'")) {
            rows.next();
            return rows.getLong(2);
        }
    }

    /** What the server calls them; a connection that was made anew has another number. */
    private static List<Long> numbersOfTwo(DeskConnections connections) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Connection one = connections.dataSource().getConnection();
                Connection other = connections.dataSource().getConnection()) {
            for (Connection connection : List.of(one, other)) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("SELECT CONNECTION_ID()")) {
                    rows.next();
                    numbers.add(rows.getLong(1));
                }
            }
        }
        return numbers;
    }

    private static Connection patient() throws SQLException {
        Connection connection = STORE.connect();
        try (var statement = connection.createStatement()) {
            statement.execute("SET innodb_lock_wait_timeout = 50");
        }
        return connection;
    }
}
