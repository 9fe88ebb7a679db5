package io.seckill.testkit.servers;

/**
 * A real Redis that a test may stop, start again, freeze and flush. It listens on this machine only, asks for no
 * password, and keeps nothing on disk.
 *
 * <p>Its methods return when they took effect. They are safe for use by many threads, one after the other.
 */
public interface RedisServer extends AutoCloseable {
    /** Where it listens, for a client: {@code redis://127.0.0.1:<port>}. */
    default String address() {
        return "redis://" + host() + ":" + port();
    }

    /** The host part of {@link #address()}. */
    String host();

    /** The port; it stays the same over {@link #stop()} and {@link #start()}. */
    int port();

    /** What it is, for people: {@code redis 6.2.11}. */
    String version();

    /** Ends the server at once; connections break, and new ones are refused. No effect when it is stopped. */
    void stop();

    /**
     * Starts it again on the same port, empty. No effect when it runs.
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

    /**
     * Removes everything in it (FLUSHALL).
     *
     * @throws IllegalStateException if it does not answer
     */
    void flush();

    /** Ends the server for good and removes what it left. No effect the second time. */
    @Override
    void close();
}
