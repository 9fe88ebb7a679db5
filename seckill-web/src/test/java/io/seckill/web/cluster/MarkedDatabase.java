package io.seckill.web.cluster;

import io.seckill.testkit.servers.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A server with a user whose password can be told from every other text; its URLs hold the password too. */
final class MarkedDatabase implements DatabaseServer {
    static final String PASSWORD = "Marked-Database-Password-7Qx";
    private static final String USER = "marked";

    private final DatabaseServer server;

    MarkedDatabase(DatabaseServer server) {
        this.server = server;
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(""), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS '" + USER + "'@'%' IDENTIFIED BY '" + PASSWORD + "'");
            statement.execute("GRANT ALL ON *.* TO '" + USER + "'@'%'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String jdbcUrl(String host, int port, String database) {
        return server.jdbcUrl(host, port, database) + "&password=" + PASSWORD;
    }

    @Override
    public String host() {
        return server.host();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public String version() {
        return server.version();
    }

    @Override
    public String createDatabase() {
        return server.createDatabase();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void pause() {
        server.pause();
    }

    @Override
    public void resume() {
        server.resume();
    }

    /** The server is others' too. */
    @Override
    public void close() {}
}
