package io.seckill.core.lock.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider's threads: one that keeps the time of all leases and never blocks, and a few that run what may block
 * (listeners, answers to asynchronous callers, a first connection), so that neither a driver's I/O threads nor the clock
 * wait for anybody. All are daemons. Safe for use by many threads.
 */
public final class LeaseThreads implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LeaseThreads.class.getName());
    private static final int BLOCKING_THREADS = 16;
    private static final int IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor clock;
    private final ThreadPoolExecutor blocking;

    public LeaseThreads() {
        clock = new ScheduledThreadPoolExecutor(1, threads("seckill-lock-clock"));
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        blocking = new ThreadPoolExecutor(
                BLOCKING_THREADS,
                BLOCKING_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), // holds no more than there are leases and requests
                threads("seckill-lock-worker"));
        blocking.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs the task on the clock's thread after the delay; once closed, never.
     *
     * @param task must not block
     */
    public Future<?> after(Duration delay, Runnable task) {
        return after(delay.toNanos(), task);
    }

    Future<?> after(long delayNanos, Runnable task) {
        try {
            return clock.schedule(guarded(task), Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /**
     * Runs the task on the clock's thread, again and again, until this is closed.
     *
     * @param task must not block
     */
    public void every(Duration period, Runnable task) {
        // Nothing is lost by not looking at it: the task is guarded, and close() ends it.
        Future<?> unused =
                clock.scheduleWithFixedDelay(guarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs a task that may block or throw. Also after {@link #close()}, for a listener that comes late. */
    public void run(Runnable task) {
        blocking.execute(guarded(task));
    }

    /** Stops the clock. The other threads end by themselves when they have been idle for {@value #IDLE_SECONDS} s. */
    @Override
    public void close() {
        clock.shutdown();
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error thrown) {
                LOG.log(Level.ERROR, "A lock's listener or timed task failed", thrown);
            }
        };
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
