package io.seckill.testkit.servers;

/**
 * A real MySQL or MariaDB that a test may stop, start again and freeze. It listens on this machine only, and syncs its log
 * to disk on every commit.
 *
 * <p>Its methods return when they took effect. They are safe for use by many threads, one after the other.
 */
public interface DatabaseServer extends AutoCloseable {
    /**
     * The URL of one of its databases for Connector/J, unencrypted, so that a proxy between can read along.
     *
     * @param database a name that {@link #createDatabase()} gave, or empty for none
     */
    default String jdbcUrl(String database) {
        return jdbcUrl(host(), port(), database);
    }

    /**
     * The URL of one of its databases by another way, for instance through a proxy.
     *
     * @param host of the proxy
     * @param port of the proxy
     * @param database a name that {@link #createDatabase()} gave, or empty for none
     */
    default String jdbcUrl(String host, int port, String database) {
        return "jdbc:mysql://" + host + ":" + port + "/" + database + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    /** The host it listens on. */
    String host();

    /** The port it listens on; it stays the same over {@link #stop()} and {@link #start()}. */
    int port();

    /** A user who may do everything. */
    String user();

    /** That user's password. */
    String password();

    /** What it is, for people: {@code MySQL 9.7.0} or {@code MariaDB 11.4.5}. */
    String version();

    /**
     * Makes an empty database of its own for a test, in utf8mb4.
     *
     * @return its name, which no other call on this server gives
     * @throws IllegalStateException if the server does not answer or refuses
     */
    String createDatabase();

    /**
     * Ends the server at once, as a crash does; connections break, and new ones are refused. What was committed is kept. No
     * effect when it is stopped.
     */
    void stop();

    /**
     * Starts it again on the same port, with its data. No effect when it runs.
     *
     * @throws IllegalStateException if it does not answer in time, or was closed
     */
    void start();

    /**
     * Freezes the server: connections stay, nothing is answered.
     *
     * @throws IllegalStateException if it does not run
     */
    void pause();

    /**
     * Ends a {@link #pause()}.
     *
     * @throws IllegalStateException if it does not run
     */
    void resume();

    /** Ends the server for good and removes its data. No effect the second time. */
    @Override
    void close();
}
