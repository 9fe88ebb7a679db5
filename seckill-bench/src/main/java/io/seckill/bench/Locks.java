package io.seckill.bench;

import java.time.Duration;

/**
 * One library's locks, on a client of its own, as its users take them: with a wait, and renewed while they are held. The
 * lease time is the same for all.
 */
interface Locks extends AutoCloseable {
    Duration WAIT = Duration.ofMinutes(2);

    /** A lock that is held. */
    interface Held {
        /** To be called on the thread that took it: some libraries go by that. */
        void release();
    }

    /**
     * Waits for {@link #WAIT} at most.
     *
     * @throws IllegalStateException if it was not had by then
     */
    Held take(String name) throws InterruptedException;

    @Override
    void close();
}
