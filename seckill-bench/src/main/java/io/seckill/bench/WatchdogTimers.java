package io.seckill.bench;

import io.seckill.bench.Locks.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether renewing costs more the longer a client lives: a lock is taken and released a hundred times a second, and held for
 * nine tenths of the time, for minutes, while Redis counts the scripts that it runs.
 */
final class WatchdogTimers {
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long HELD = PERIOD * 9 / 10;
    private static final int LONGEST_WINDOW = 30;
    private static final double AIM = 0.05;

    private final Backends backends;
    private final int seconds;
    private final int window;

    WatchdogTimers(Backends backends, int seconds) {
        this.backends = backends;
        this.seconds = seconds;
        this.window = Math.max(1, Math.min(LONGEST_WINDOW, seconds / 2));
    }

    /** One line for ours, and one for plain {@code RLock}. */
    List<String> measure() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (LockLibrary library : List.of(LockLibrary.OURS, LockLibrary.RLOCK)) {
            lines.add(measure(library));
        }
        return lines;
    }

    private String measure(LockLibrary library) throws InterruptedException {
        try (RedisCounters redis = new RedisCounters(backends);
                Locks locks = library.open(backends)) {
            locks.take("bench:watched").release(); // connects
            Cost first = cycles(locks, redis, window);
            Cost between = cycles(locks, redis, seconds - 2 * window);
            Cost last = cycles(locks, redis, window);
            Cost all = first.plus(between).plus(last);
            double ratio = last.perCycle() / first.perCycle();
            String aim = library == LockLibrary.OURS
                    ? String.format(
                            Locale.ROOT,
                            ", aim within %.0f %%: %s",
                            100 * AIM,
                            Math.abs(ratio - 1) <= AIM ? "met" : "NOT met")
                    : "";
            return String.format(
                    Locale.ROOT,
                    "%-16s %.2f scripts per cycle in the first %d s, %.2f in the last, ratio %.3f%s"
                            + " (%,d cycles in %.1f s, held %.0f %% of the time)",
                    library,
                    first.perCycle(),
                    window,
                    last.perCycle(),
                    ratio,
                    aim,
                    all.cycles,
                    all.nanos / 1e9,
                    100.0 * all.heldNanos / all.nanos);
        }
    }

    private record Cost(long cycles, long scripts, long heldNanos, long nanos) {
        Cost plus(Cost other) {
            return new Cost(
                    cycles + other.cycles, scripts + other.scripts, heldNanos + other.heldNanos, nanos + other.nanos);
        }

        double perCycle() {
            return scripts / (double) cycles;
        }
    }

    private static Cost cycles(Locks locks, RedisCounters redis, int seconds) throws InterruptedException {
        long scripts = redis.commands().scripts();
        long cycles = 0;
        long heldNanos = 0;
        long begun = System.nanoTime();
        long next = begun;
        long end = next + Duration.ofSeconds(seconds).toNanos();
        while (next - end < 0) {
            Held held = locks.take("bench:watched");
            long taken = System.nanoTime();
            await(taken + HELD);
            held.release();
            heldNanos += System.nanoTime() - taken;
            cycles++;
            next += PERIOD;
            await(next);
        }
        return new Cost(cycles, redis.commands().scripts() - scripts, heldNanos, System.nanoTime() - begun);
    }

    private static void await(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
