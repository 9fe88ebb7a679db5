package io.seckill.web.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command that archives a sale, in a process of its own, beside a node that has sold it. */
class ArchiveIT {
    private static final int STOCK = 100;
    private static final int MANY = 4_500;

    private static Cluster cluster;

    @TempDir
    Path folder;

    /** How a command ended, and what it said. */
    private record Ended(int status, String out, String err) {}

    @BeforeAll
    static void start() {
        cluster = Cluster.of(1, Servers.shared().newRedis());
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void aSaleIsSoldAndEndsAndIsArchived() throws Exception {
        String sale = cluster.openSale(STOCK, 1);
        Rush rush = new Rush(cluster, sale, Rush.buyers(cluster, 2 * STOCK, 1), 16).join();
        assertThat(rush.codes()).containsEntry("BOUGHT", (long) STOCK);

        assertThat(archive(sale))
                .isEqualTo(refused("archive: sale " + sale + " has not ended: close it, or wait for its end"));
        write("UPDATE sales SET state = 'CLOSED', revision = revision + 1 WHERE id = '" + sale + "'");
        assertThat(archive(sale))
                .isEqualTo(refused("archive: sale " + sale + " has " + STOCK
                        + " unpaid orders and 0 whose refund is due: try again when these are settled"));
        write("UPDATE orders SET status = 'PAID' WHERE sale_id = '" + sale + "'");

        assertThat(archive(sale))
                .isEqualTo(new Ended(0, "sale " + sale + " is archived: " + STOCK + " orders moved\n", ""));

        assertThat(cluster.orders(sale)).isEmpty();
        assertThat(number("SELECT COUNT(*) FROM orders_archive WHERE sale_id = '" + sale + "'"))
                .isEqualTo(STOCK);
        assertConsistent(sale, STOCK);
        Rush again = new Rush(cluster, sale, Rush.buyers(cluster, 2 * STOCK, 1), 16).join();
        assertThat(again.codes()).containsOnlyKeys("ENDED");
        assertThat(archive(sale).out()).isEqualTo("sale " + sale + " is archived: 0 orders moved\n");
    }

    @Test
    void anArchiveThatIsKilledGoesOnWhereItWas() throws Exception {
        String sale = cluster.openSale(MANY, 1);
        write(
                "INSERT INTO orders (id, sale_id, buyer, request_key, quantity, amount, currency, status, placed_at, pay_by)"
                        + " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                        + " SELECT CONCAT('01KE', LPAD(1000 * t.k + n.i, 22, '0')), '" + sale + "',"
                        + " CONCAT('buyer-', LPAD(1000 * t.k + n.i, 5, '0')), 'key-1', 1, 990, 'CNY', 'PAID',"
                        + " UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)"
                        + " FROM n JOIN (SELECT 0 AS k UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4) AS t"
                        + " WHERE 1000 * t.k + n.i <= " + MANY);
        write("UPDATE sales SET available = 0, placed = " + MANY + ", state = 'CLOSED' WHERE id = '" + sale + "'");
        String moved = "SELECT COUNT(*) FROM orders_archive WHERE sale_id = '" + sale + "'";

        try (Connection payment = cluster.connect();
                Statement statement = payment.createStatement()) {
            payment.setAutoCommit(false);
            statement.execute(
                    "SELECT id FROM orders WHERE sale_id = '" + sale + "' AND buyer = 'buyer-04100' FOR UPDATE");
            Process archiving = launch("archive", "--sale", sale);
            Cluster.await(Duration.ofSeconds(60), () -> number(moved) == 4_000);
            archiving.destroyForcibly();
            assertThat(archiving.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(cluster.orders(sale)).hasSize(500);
        assertConsistent(sale, MANY);

        assertThat(archive(sale)).isEqualTo(new Ended(0, "sale " + sale + " is archived: 500 orders moved\n", ""));

        assertThat(number(moved)).isEqualTo(MANY);
        assertConsistent(sale, MANY);
    }

    @Test
    void aSaleThatIsNotThereIsNotArchived() throws Exception {
        assertThat(archive("nowhere")).isEqualTo(refused("archive: there is no sale nowhere"));
    }

    @Test
    void whatIsTypedWronglyIsToldAtOnce() throws Exception {
        Ended unknown = end(launch("archvie", "--sale", "s-1"));

        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err().lines()).singleElement().asString().startsWith("there is no command 'archvie'");
    }

    @Test
    void aDatabaseThatIsAwayIsToldInOneSentence() throws Exception {
        Ended away = end(launch(
                "archive",
                "--sale=s-1",
                "--spring.datasource.url=jdbc:mysql://127.0.0.1:" + FreePort.find() + "/none"));

        assertThat(away.status()).isEqualTo(1);
        assertThat(away.out()).isEmpty();
        assertThat(away.err().lines())
                .singleElement()
                .asString()
                .contains("The program cannot start: The database at ", "Connection refused");
    }

    private Ended archive(String sale) throws Exception {
        return end(launch("archive", "--sale", sale));
    }

    private static Ended refused(String sentence) {
        return new Ended(1, "", sentence + "\n");
    }

    /** Settings that are given later stand in for the database's own. */
    private Process launch(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "seckill.jar").toAbsolutePath().toString()));
        command.addAll(List.of(args));
        cluster.database().stream()
                .filter(setting -> command.stream()
                        .noneMatch(arg -> arg.startsWith(setting.substring(0, setting.indexOf('=') + 1))))
                .forEach(command::add);
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private Ended end(Process process) throws Exception {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            return new Ended(process.exitValue(), text("out"), text("err"));
        } finally {
            process.destroyForcibly();
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file), UTF_8);
    }

    private static void assertConsistent(String sale, int sold) {
        JsonNode audit = cluster.get(cluster.node(0), "/api/admin/sales/" + sale + "/audit");
        assertThat(audit.get("consistent").asBoolean()).as("audit %s", audit).isTrue();
        assertThat(audit.get("sold").asInt()).isEqualTo(sold);
    }

    private static void write(String sql) {
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(String query) {
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
