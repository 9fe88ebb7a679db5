package io.seckill.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Measures what our locks cost beside other libraries' on the same servers, in rounds and in turn. */
final class LockBenchmark implements AutoCloseable {
    private static final int HAND_OVERS = 150;
    private static final int WARM_UP_HAND_OVERS = 30;
    private static final int PINGS = 2_000;

    private final Options options;
    private final Backends backends;
    private final Nodes nodes;
    private final RedisCounters redis;
    private final LockResults results = new LockResults();

    LockBenchmark(Options options, Backends backends) {
        this.options = options;
        this.backends = backends;
        this.nodes = Nodes.start(2, backends, LockNode.class);
        this.redis = new RedisCounters(backends);
    }

    void run() throws InterruptedException {
        System.out.println("the same lease time and settings of Redisson for all, also below Spring Integration; "
                + options.rounds() + " rounds after one that is not counted");
        Map<LockLibrary, Locks> opened = new EnumMap<>(LockLibrary.class);
        try {
            for (LockLibrary library : LockLibrary.values()) {
                opened.put(library, library.open(backends));
            }
            for (int round = 0; round <= options.rounds(); round++) {
                round(round, opened);
            }
            ping();
            for (LockLibrary library : LockLibrary.values()) {
                if (library.isOnRedis()) {
                    results.roundTrips(
                            library, UncontendedLocks.roundTrips(library, backends, results.undelayed(library)));
                }
            }
        } finally {
            opened.values().forEach(Locks::close);
        }
        System.out.println();
        System.out.print(results.tables());
    }

    /** Round 0 is not counted. */
    private void round(int round, Map<LockLibrary, Locks> opened) throws InterruptedException {
        for (Map.Entry<LockLibrary, Locks> one : opened.entrySet()) {
            LockResults.Round measured = new LockResults.Round(
                    UncontendedLocks.measure(one.getValue(), redis),
                    new LockHandOver(nodes).measure(one.getKey(), round == 0 ? WARM_UP_HAND_OVERS : HAND_OVERS),
                    LockCrowd.measure(one.getKey(), backends, redis));
            if (round > 0) {
                results.add(one.getKey(), measured);
                System.out.println(round + "/" + options.rounds() + "  " + measured.line(one.getKey()));
            }
        }
    }

    private void ping() {
        Histogram pings = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        for (int i = 0; i < 2 * PINGS; i++) {
            long begun = System.nanoTime();
            redis.ping();
            if (i >= PINGS) {
                pings.recordValue(System.nanoTime() - begun);
            }
        }
        results.ping(pings);
    }

    @Override
    public void close() {
        redis.close();
        nodes.close();
    }
}
