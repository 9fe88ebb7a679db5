package io.seckill.core.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real time and real threads. Tasks that are given to it after {@link #close} are dropped.
 *
 * <p>Its queues have no limit of their own: who uses it has at most a few tasks per sale in it.
 */
public final class ThreadScheduler implements Scheduler, AutoCloseable {
    private static final Duration KEEP_IDLE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor control;
    private final ThreadPoolExecutor blocking;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Starts the control threads.
     *
     * @param controlThreads for tasks that do not block, 1 or more
     * @param blockingThreads for those that may, 1 or more
     */
    public ThreadScheduler(int controlThreads, int blockingThreads) {
        // Control threads are started now and stay, so that no event of a desk depends on a thread to be had later.
        control = pool("seckill-control", controlThreads);
        control.prestartAllCoreThreads();
        blocking = pool("seckill-blocking", blockingThreads);
        blocking.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, named("seckill-timer"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public InstantSource clock() {
        return Clock.systemUTC();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void run(Runnable task) {
        control.execute(task);
    }

    @Override
    public void block(Runnable task) {
        blocking.execute(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        var unused = timer.schedule(() -> control.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdown();
        control.shutdown();
        blocking.shutdown();
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                KEEP_IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                named(name),
                new ThreadPoolExecutor.DiscardPolicy());
        return pool;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
