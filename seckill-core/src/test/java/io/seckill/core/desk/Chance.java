package io.seckill.core.desk;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** What may go wrong in one simulated cluster, and how often, drawn from the seed; nothing, once all is calm. */
final class Chance {
    private static final double OFTEN = 0.3;

    private final SplittableRandom random;
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);

    /** What may go wrong. */
    enum Fault {
        BATCH_ROLLED_BACK,
        COMMIT_UNANSWERED,
        COMMIT_LOST,
        BATCH_WAITS_LONG,
        COMMIT_TAKES_LONG,
        LOCK_UNAVAILABLE,
        LOCK_TAKES_LONG,
        LEASE_LOST,
        DIRECTORY_UNAVAILABLE,
        NODE_UNREACHABLE,
        BUNDLE_LOST,
        REPLY_LOST,
        BUNDLE_LATE
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    static Chance withoutFaults(SplittableRandom random) {
        return new Chance(random);
    }

    /** Some faults are frequent, some rare, and most do not happen, so that each is also seen without the others. */
    static Chance withFaults(SplittableRandom random) {
        Chance chance = new Chance(random);
        for (Fault fault : Fault.values()) {
            double kind = random.nextDouble();
            double most = kind < 0.6 ? 0 : kind < 0.9 ? OFTEN : 1;
            chance.rates.put(fault, most * random.nextDouble());
        }
        return chance;
    }

    void always(Fault fault) {
        rates.put(fault, 1.0);
    }

    void calm() {
        rates.clear();
    }

    boolean happens(Fault fault) {
        double rate = rates.getOrDefault(fault, 0.0);
        return rate > 0 && random.nextDouble() < rate;
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    long upTo(long nanos) {
        return random.nextLong(nanos + 1);
    }

    long micros(long least, long most) {
        return TimeUnit.MICROSECONDS.toNanos(random.nextLong(least, most + 1));
    }

    long millis(long least, long most) {
        return micros(1_000 * least, 1_000 * most);
    }
}
