package io.seckill.testkit.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** What the database servers have in common, over JDBC. */
final class Databases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Databases() {}

    /** Not {@code test_}, where MariaDB lets everybody do everything, and without {@code _}, which is a wildcard in grants. */
    static String create(DatabaseServer server) {
        String name = "seckill" + ProcessHandle.current().pid() + "no" + NUMBER.incrementAndGet();
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException(server.version() + " made no database: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the server answers a query.
     *
     * @param alive false when waiting is in vain
     * @return what it says its version is
     * @throws IllegalStateException if it did not answer within the time, or {@code alive} said no
     */
    static String awaitVersion(DatabaseServer server, Duration atMost, BooleanSupplier alive) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                return version(server);
            } catch (SQLException e) {
                if (!alive.getAsBoolean()) {
                    throw new IllegalStateException("the database server ended instead of starting", e);
                }
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException(
                            "no database answered at " + server.jdbcUrl("") + " within " + atMost.toSeconds() + " s: "
                                    + e.getMessage(),
                            e);
                }
            }
            pauseBriefly("the database");
        }
    }

    static void pauseBriefly(String what) {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what + " to start", e);
        }
    }

    private static String version(DatabaseServer server) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT VERSION()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(DatabaseServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(""), server.user(), server.password());
    }
}
