package io.seckill.web.fake;

import io.seckill.core.schedule.Timers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lets nothing happen by itself: a test takes what is to happen next, and sees to it. */
public final class SteppedTimers implements Timers {
    /** What is to happen, and after what time. */
    public record Step(Duration after, Runnable task) {}

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();

    /** Waits for the next one to be asked for, for 10 s at most. */
    public Step next() {
        try {
            Step step = steps.poll(10, TimeUnit.SECONDS);
            if (step == null) {
                throw new AssertionError("nothing is to happen any more");
            }
            return step;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    public void clear() {
        steps.clear();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        steps.add(new Step(delay, task));
        return new CompletableFuture<>();
    }

    @Override
    public void run(Runnable task) {
        task.run();
    }

    @Override
    public void close() {
        clear();
    }
}
