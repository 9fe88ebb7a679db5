package io.seckill.core.schedule;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Time, threads and waiting, handed in, so that a whole cluster can run inside one process, one runnable at a time.
 * Safe for use by many threads.
 */
public interface Scheduler {
    /** The wall clock: for what people see and for early refusals, never for deadlines. */
    InstantSource clock();

    /** The monotonic clock, in nanoseconds since some fixed moment; for deadlines. */
    long nanos();

    /** Runs the task soon; it must not block. */
    void run(Runnable task);

    /** Runs the task on one of a bounded number of threads that may block for a bounded time; it waits for one to be free. */
    void block(Runnable task);

    /** Runs the task once, after the delay; it must not block. */
    void after(Duration delay, Runnable task);
}
