package io.seckill.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Measures what our locks cost beside other libraries' on the same servers, in rounds and in turn. */
final class LockBenchmark implements AutoCloseable {
    private static final int HAND_OVERS = 150;
    private static final int PINGS = 2_000;

    private final Options options;
    private final Backends backends;
    private final Nodes nodes;
    private final LockHandOver handOver;
    private final RedisCounters redis;
    private final LockResults results = new LockResults();

    LockBenchmark(Options options, Backends backends) {
        this.options = options;
        this.backends = backends;
        this.nodes = Nodes.start(2, backends, LockNode.class);
        this.handOver = new LockHandOver(nodes);
        this.redis = new RedisCounters(backends);
    }

    void run() throws InterruptedException {
        System.out.println("the same lease time and settings of Redisson for all, also below Spring Integration; "
                + options.rounds() + " rounds after one that is not counted");
        for (LockLibrary library : LockLibrary.values()) {
            handOver.warmUp(library);
        }
        for (int round = 0; round <= options.rounds(); round++) {
            for (LockLibrary library : inTurn(round)) {
                measure(library, round);
            }
        }
        results.ping(pings());
        for (LockLibrary library : LockLibrary.values()) {
            if (library.isOnRedis()) {
                results.roundTrips(library, UncontendedLocks.roundTrips(library, backends, results.undelayed(library)));
            }
        }
        System.out.println();
        System.out.print(results.tables());
    }

    /** Each round begins with another one: what comes first is never so warm as what comes later. */
    private static List<LockLibrary> inTurn(int round) {
        List<LockLibrary> order = new ArrayList<>(List.of(LockLibrary.values()));
        Collections.rotate(order, -round);
        return order;
    }

    /** Round 0 is not counted. */
    private void measure(LockLibrary library, int round) throws InterruptedException {
        LockResults.Round measured = new LockResults.Round(
                UncontendedLocks.measure(library, backends, redis),
                handOver.measure(library, round == 0 ? 1 : HAND_OVERS),
                LockCrowd.measure(library, backends, redis));
        if (round > 0) {
            results.add(library, measured);
            System.out.println(round + "/" + options.rounds() + "  " + measured.line(library));
        }
    }

    private Histogram pings() {
        Histogram pings = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        for (int i = 0; i < 2 * PINGS; i++) {
            long begun = System.nanoTime();
            redis.ping();
            if (i >= PINGS) {
                pings.recordValue(System.nanoTime() - begun);
            }
        }
        return pings;
    }

    @Override
    public void close() {
        redis.close();
        nodes.close();
    }
}
