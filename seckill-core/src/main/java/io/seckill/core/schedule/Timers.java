package io.seckill.core.schedule;

import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Time and threads for what is waited for and mostly never comes: deadlines that are cancelled. Handed in, as the {@link
 * Scheduler} is. Safe for use by many threads.
 */
public interface Timers {
    /** The monotonic clock, in nanoseconds since some fixed moment; compare by difference only. */
    long nanos();

    /**
     * Runs the task once, after the delay, unless it is cancelled before; after closing, never.
     *
     * @param task must not block
     */
    Future<?> after(Duration delay, Runnable task);

    /** Runs a task that may block or throw, on one of a bounded number of threads; it waits for one to be free. */
    void run(Runnable task);

    /** Lets no delayed task run any more. Those that may block still do, for a listener that comes late. */
    void close();
}
