package io.seckill.bench;

import io.seckill.bench.RedisCounters.Commands;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One thread takes a name that nobody else wants, and releases it, without asking for a token. */
final class UncontendedLocks {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration MEASURED = Duration.ofSeconds(2);
    private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int DELAYED_CYCLES = 25;

    private UncontendedLocks() {}

    /**
     * What one library did in one round.
     *
     * @param cycles of taking and releasing, in nanoseconds
     * @param commands that Redis counted meanwhile
     */
    record Measured(Histogram cycles, Commands commands) {
        double micros(double percentile) {
            return cycles.getValueAtPercentile(percentile) / 1e3;
        }

        double perSecond() {
            return cycles.getTotalCount() * 1e9 / MEASURED.toNanos();
        }

        double scriptsPerCycle() {
            return commands.scripts() / (double) cycles.getTotalCount();
        }

        double commandsPerCycle() {
            return commands.all() / (double) cycles.getTotalCount();
        }
    }

    static Measured measure(LockLibrary library, Backends backends, RedisCounters redis) throws InterruptedException {
        String name = "bench:alone";
        try (Locks locks = library.open(backends)) {
            Histogram unused = cycles(locks, name, WARM_UP);
            Commands before = redis.commands();
            Histogram cycles = cycles(locks, name, MEASURED);
            return new Measured(cycles, redis.commands().since(before));
        }
    }

    private static Histogram cycles(Locks locks, String name, Duration span) throws InterruptedException {
        Histogram cycles = new Histogram(LONGEST, DIGITS);
        long end = System.nanoTime() + span.toNanos();
        for (long begun = System.nanoTime(); begun - end < 0; begun = System.nanoTime()) {
            locks.take(name).release();
            cycles.recordValue(System.nanoTime() - begun);
        }
        return cycles;
    }

    /**
     * How many answers of Redis a caller waits for, one after the other, in one cycle: by how much longer it takes when each
     * answer is delayed, in delays.
     *
     * @param undelayed what a cycle takes otherwise, in nanoseconds
     */
    static double roundTrips(LockLibrary library, Backends backends, double undelayed) throws InterruptedException {
        URI redis = URI.create(backends.redis());
        try (DelayedWay way = new DelayedWay(redis.getHost(), redis.getPort(), DELAY);
                Locks locks = library.open(backends.withRedis("redis://" + way.host() + ":" + way.port()))) {
            Histogram cycles = new Histogram(LONGEST, DIGITS);
            for (int i = 0; i < 2 * DELAYED_CYCLES; i++) {
                long begun = System.nanoTime();
                locks.take("bench:delayed").release();
                if (i >= DELAYED_CYCLES) {
                    cycles.recordValue(System.nanoTime() - begun);
                }
            }
            return (cycles.getValueAtPercentile(50) - undelayed) / DELAY;
        }
    }
}
