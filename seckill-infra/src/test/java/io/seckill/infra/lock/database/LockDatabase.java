package io.seckill.infra.lock.database;

import com.zaxxer.hikari.HikariDataSource;
import io.seckill.core.lock.LockName;
import io.seckill.testkit.net.TcpProxy;
import io.seckill.testkit.servers.DatabaseServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;

/** A migrated database of a server, and a look into it past the provider under test. */
final class LockDatabase {
    private final DatabaseServer server;
    private final String name;

    private LockDatabase(DatabaseServer server, String name) {
        this.server = server;
        this.name = name;
    }

    static LockDatabase migrated(DatabaseServer server) {
        LockDatabase database = empty(server);
        Flyway.configure()
                .dataSource(database.url(), server.user(), server.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }

    static LockDatabase empty(DatabaseServer server) {
        return new LockDatabase(server, server.createDatabase());
    }

    DatabaseServer server() {
        return server;
    }

    String url() {
        return server.jdbcUrl(name);
    }

    HikariDataSource pool() {
        return pool("");
    }

    /** @param options appended to the URL */
    HikariDataSource pool(String options) {
        return DatabaseNode.pool(url() + options, server.user(), server.password());
    }

    HikariDataSource poolBy(TcpProxy proxy) {
        return DatabaseNode.pool(server.jdbcUrl(proxy.host(), proxy.port(), name), server.user(), server.password());
    }

    Connection connect() {
        try {
            return DriverManager.getConnection(url(), server.user(), server.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void delete(LockName lock) {
        write("DELETE FROM lock_leases WHERE name = ?", lock);
    }

    /** Lets the lease end at this moment, as if nobody had renewed it. */
    void end(LockName lock) {
        write("UPDATE lock_leases SET ends_at = UTC_TIMESTAMP(6) WHERE name = ?", lock);
    }

    private void write(String sql, LockName lock) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, lock.value().getBytes(StandardCharsets.UTF_8));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds the row of this lock until the connection is closed. */
    Connection hold(LockName lock) {
        Connection connection = connect();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT owner FROM lock_leases WHERE name = ? FOR UPDATE")) {
            connection.setAutoCommit(false);
            statement.setBytes(1, lock.value().getBytes(StandardCharsets.UTF_8));
            statement.executeQuery();
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<String> held() {
        Set<String> names = new TreeSet<>();
        query("SELECT CONVERT(name USING utf8mb4) FROM lock_leases", row -> names.add(row.getString(1)));
        return names;
    }

    /** How many statements the server was asked that can change something in a table. */
    long writes() {
        long[] sum = new long[1];
        query(
                "SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_insert', 'Com_update', 'Com_delete')",
                row -> sum[0] += row.getLong(2));
        return sum[0];
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Row reader) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
