package io.seckill.core.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real time, and real threads with a name: one that keeps the time and never blocks, and a few that run what may, so
 * that the time does not wait for anybody. All are daemons, and those that may block end when they are idle.
 *
 * <p>Its queues have no limit of their own: who uses it has a few tasks at most for each lease and request.
 */
public final class ThreadTimers implements Timers {
    private static final Logger LOG = System.getLogger(ThreadTimers.class.getName());
    private static final int IDLE_SECONDS = 10;
    private static final int MOST_WORKERS = 256;

    private final ScheduledThreadPoolExecutor clock;
    private final ForkJoinPool blocking;

    /**
     * Starts no thread yet.
     *
     * @param name of its threads: {@code name-clock-1}, {@code name-worker-1} and so on
     * @param blockingThreads for tasks that may block, 1 or more
     */
    public ThreadTimers(String name, int blockingThreads) {
        clock = new ScheduledThreadPoolExecutor(1, threads(name + "-clock"));
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        blocking = workers(name + "-worker", blockingThreads);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        try {
            return clock.schedule(guarded(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public void run(Runnable task) {
        blocking.execute(guarded(task));
    }

    @Override
    public void close() {
        clock.shutdown();
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error thrown) {
                LOG.log(Level.ERROR, "A timed or blocking task failed", thrown);
            }
        };
    }

    /**
     * A pool that starts a further thread for one that waits for a {@link CompletableFuture}, up to {@value #MOST_WORKERS}:
     * so tasks that wait for what only another task brings do not stop each other.
     */
    private static ForkJoinPool workers(String name, int threads) {
        AtomicInteger count = new AtomicInteger();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return new ForkJoinPool(
                threads,
                pool -> {
                    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
                    thread.setName(name + "-" + count.incrementAndGet());
                    thread.setContextClassLoader(loader); // the default is the system's, which sees no application
                    return thread;
                },
                (thread, thrown) -> LOG.log(Level.ERROR, "A timed or blocking task failed", thrown),
                true, // first in, first out
                0,
                MOST_WORKERS,
                threads,
                saturated -> true,
                IDLE_SECONDS,
                TimeUnit.SECONDS);
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
