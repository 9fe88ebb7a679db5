package io.seckill.infra.database;

import com.zaxxer.hikari.HikariDataSource;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.testkit.servers.DatabaseServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A fresh, migrated database on the shared server, with what one node has of connections to it. They are those of the
 * program's user; whatever the test itself does, it may do.
 */
final class RealStore implements AutoCloseable {
    /** A bound for whatever ought to happen at once, on a machine that is busy with other things. */
    static final int SOON_SECONDS = 30;

    private final FreshDatabase database;
    private final DatabaseServer server;
    private final ThreadScheduler scheduler = new ThreadScheduler(2, 4);
    private final List<Runnable> opened = new ArrayList<>();
    private final DataSource application;
    private @Nullable Transactions transactions;
    private @Nullable SaleCatalog catalog;

    RealStore() {
        this(migrated());
    }

    /** @param database with the schema in it */
    RealStore(FreshDatabase database) {
        this.database = database;
        this.server = database.server();
        this.application = pool();
    }

    private static FreshDatabase migrated() {
        FreshDatabase database = new FreshDatabase();
        database.flyway(FreshDatabase.MIGRATIONS).migrate();
        return database;
    }

    FreshDatabase database() {
        return database;
    }

    String url() {
        return database.url();
    }

    /** The same database by way of a proxy. */
    String url(String host, int port) {
        return server.jdbcUrl(host, port, database.name());
    }

    DatabaseServer server() {
        return server;
    }

    boolean isMariaDb() {
        return server.version().startsWith("MariaDB");
    }

    DataSource application() {
        return application;
    }

    Reading reading() {
        return new Reading(application, new JdbcTransactionManager(application));
    }

    /** Another node's way to the same database. */
    Reading otherReading() {
        DataSource other = pool();
        return new Reading(other, new JdbcTransactionManager(other));
    }

    DeskConnections deskConnections(int size) {
        return deskConnections(url(), size);
    }

    DeskConnections deskConnections(String url, int size) {
        DeskConnections connections = new DeskConnections(url, database.user(), database.password(), size, scheduler);
        opened.add(0, connections::close);
        return connections;
    }

    DeskSessions desks() {
        return new DeskSessions(deskConnections(4));
    }

    /** Those of one node; every call gives the same. */
    synchronized Transactions transactions() {
        if (transactions == null) {
            transactions = new Transactions(deskConnections(6));
        }
        return transactions;
    }

    /** With the rights to archive. */
    Transactions archiving() {
        DeskConnections connections =
                new DeskConnections(url(), database.archiveUser(), database.archivePassword(), 4, scheduler);
        opened.add(0, connections::close);
        return new Transactions(connections);
    }

    /** The sales' rows; the same to everybody. */
    synchronized SaleCatalog catalog() {
        if (catalog == null) {
            catalog = new MyBatisSaleCatalog(reading(), transactions());
        }
        return catalog;
    }

    /** A connection of nobody's pool, for the test to do as it likes. */
    Connection connect() throws SQLException {
        return database.connect();
    }

    /** Runs statements in one transaction, and gives what the last one changed. */
    int write(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int changed = 0;
            for (String one : statements) {
                changed = statement.executeUpdate(one);
            }
            connection.commit();
            return changed;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last column of the first row. */
    long number(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(rows.getMetaData().getColumnCount());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    String text(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Instant now() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            rows.next();
            return rows.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void cancel(Order order) {
        var unused = new MyBatisOrderReleases(reading(), transactions(), new OutboxWriting(true), 3)
                .cancel(order.id(), order.buyer());
    }

    void turn(SaleId sale, SaleState state) {
        write("UPDATE sales SET state = '" + state + "', revision = revision + 1 WHERE id = '" + sale + "'");
    }

    private DataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(4);
        opened.add(0, pool::close);
        return pool;
    }

    @Override
    public void close() {
        opened.forEach(Runnable::run);
        scheduler.close();
    }
}
