package io.seckill.bench;

import io.seckill.bench.Locks.Held;
import io.seckill.bench.RedisCounters.Commands;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Many threads of one JVM wait for one name, which each then holds once, for no time. */
final class LockCrowd {
    static final int THREADS = 1_000;
    private static final int WARM_UP_CYCLES = 200;
    /** Until all of them wait, subscriptions included. */
    private static final long SETTLED_MILLIS = 2_000;

    private LockCrowd() {}

    /**
     * What one library did in one round.
     *
     * @param subscriptions on the server while all waited
     * @param seconds until each was served
     */
    record Measured(long subscriptions, double seconds, Commands commands) {
        double scriptsPerHandOver() {
            return commands.scripts() / (double) THREADS;
        }

        double commandsPerHandOver() {
            return commands.all() / (double) THREADS;
        }
    }

    static Measured measure(LockLibrary library, Backends backends, RedisCounters redis) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long others = redis.subscriptions();
        try (Locks locks = library.open(backends)) {
            for (int i = 0; i < WARM_UP_CYCLES; i++) {
                locks.take("bench:alone").release();
            }
            String name = "bench:crowd";
            Held held = locks.take(name);
            CountDownLatch begun = new CountDownLatch(THREADS);
            List<CompletableFuture<Void>> served = Stream.generate(() -> CompletableFuture.runAsync(
                            () -> {
                                begun.countDown();
                                takeOnce(locks, name);
                            },
                            threads))
                    .limit(THREADS)
                    .toList();
            begun.await();
            Thread.sleep(SETTLED_MILLIS);
            long subscriptions = redis.subscriptions() - others;
            Commands before = redis.commands();
            long released = System.nanoTime();
            held.release();
            served.forEach(CompletableFuture::join);
            double seconds = (System.nanoTime() - released) / 1e9;
            return new Measured(subscriptions, seconds, redis.commands().since(before));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void takeOnce(Locks locks, String name) {
        try {
            locks.take(name).release();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }
}
