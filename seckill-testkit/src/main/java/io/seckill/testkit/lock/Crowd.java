package io.seckill.testkit.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that do the same thing together, with an end by which they must be done. */
final class Crowd {
    private static final Duration BOUND = Duration.ofMinutes(2);

    interface Task {
        void run(int number) throws Exception;
    }

    private Crowd() {}

    /** Returns when all are done, or fails with the first one's failure. */
    static void of(int threads, Task task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(executor.submit(() -> {
                    task.run(number);
                    return number;
                }));
            }
            for (Future<?> one : all) {
                join(one);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static void join(Future<?> one) throws Exception {
        try {
            one.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("not done after " + BOUND, late);
        } catch (ExecutionException failed) {
            throw new AssertionError("one of the crowd failed", failed.getCause());
        }
    }
}
