package io.seckill.core.desk;

import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What the sale desks of one node share. */
record DeskNode(
        DeskAddress self,
        DeskSettings settings,
        Scheduler scheduler,
        Executor commits,
        StockLedger ledger,
        Election election,
        DeskGateway gateway,
        RandomGenerator random) {
    private static final long SHORTEST_GO_BACK = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_GO_BACK = Duration.ofSeconds(2).toNanos();

    /** How long a node that sells alone waits before it looks for a desk again; random, so that nodes do not meet. */
    long goBackNanos() {
        return random.nextLong(SHORTEST_GO_BACK, LONGEST_GO_BACK);
    }
}
