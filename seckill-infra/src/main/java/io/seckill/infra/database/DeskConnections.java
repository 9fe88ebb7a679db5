package io.seckill.infra.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.seckill.core.schedule.Scheduler;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections of the sale desks: few, kept open, and made so that a node that is frozen or cut off inside a
 * transaction does not hold a sale's row for long. The server ends a connection that says nothing for
 * {@value #SERVER_PATIENCE_SECONDS} seconds and gives its locks back; a statement waits {@value #LOCK_WAIT_SECONDS} seconds for
 * a lock; the driver waits {@value #SOCKET_TIMEOUT_MILLIS} ms for an answer. Safe for use by many threads.
 */
public final class DeskConnections implements AutoCloseable {
    private static final int SERVER_PATIENCE_SECONDS = 5;
    private static final int LOCK_WAIT_SECONDS = 2;
    private static final int SOCKET_TIMEOUT_MILLIS = 5_000;
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);
    /** As texts: the driver passes over whatever else it finds among its properties. */
    private static final Map<String, String> DRIVER = Map.of(
            "connectTimeout",
            Integer.toString(CONNECT_TIMEOUT_MILLIS),
            "socketTimeout",
            Integer.toString(SOCKET_TIMEOUT_MILLIS),
            "tcpKeepAlive",
            "true",
            // else it asks before each statement that writes whether the session may
            "useLocalSessionState",
            "true",
            "cachePrepStmts",
            "true",
            "maintainTimeStats",
            "false",
            "sessionVariables",
            "time_zone='+00:00'"
                    + ",wait_timeout=" + SERVER_PATIENCE_SECONDS
                    + ",net_read_timeout=" + SERVER_PATIENCE_SECONDS
                    + ",net_write_timeout=" + SERVER_PATIENCE_SECONDS
                    + ",innodb_lock_wait_timeout=" + LOCK_WAIT_SECONDS);

    private static final System.Logger LOG = System.getLogger(DeskConnections.class.getName());

    private final HikariDataSource pool;
    private final Scheduler scheduler;

    /** @param size connections, 3 or more: two more than batches that run at once, for what is no batch */
    public DeskConnections(
            String url, @Nullable String user, @Nullable String password, int size, Scheduler scheduler) {
        this("seckill-desks", url, user, password, size, scheduler);
    }

    /** @param name of the pool, in logs and metrics */
    DeskConnections(
            String name, String url, @Nullable String user, @Nullable String password, int size, Scheduler scheduler) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
        config.setValidationTimeout(CONNECT_TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(-1);
        DRIVER.forEach(config::addDataSourceProperty);
        this.pool = new HikariDataSource(config);
        this.scheduler = scheduler;
        keepAlive();
    }

    DataSource dataSource() {
        return pool;
    }

    /** The server's patience is shorter than the shortest keep-alive of the pool, so idle connections are asked here. */
    private void keepAlive() {
        scheduler.after(
                KEEP_ALIVE,
                () -> scheduler.block(() -> {
                    if (!pool.isClosed()) {
                        askIdle();
                        keepAlive();
                    }
                }));
    }

    private void askIdle() {
        List<Connection> idle = new ArrayList<>();
        try {
            for (int left = pool.getHikariPoolMXBean().getIdleConnections(); left > 0; left--) {
                Connection connection = pool.getConnection();
                idle.add(connection);
                if (connection.isValid(1)) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "the database does not answer: {0}", e.getMessage());
        } finally {
            idle.forEach(DeskConnections::giveBack);
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection was not given back: {0}", e.getMessage());
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
