package io.seckill.core.desk;

import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
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
        SellingEvents events,
        RandomGenerator random) {
    private static final System.Logger LOG = System.getLogger(SaleDesk.class.getName());
    private static final long SHORTEST_GO_BACK = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_GO_BACK = Duration.ofSeconds(2).toNanos();

    /** Tells people and whoever counts how this node stands to a sale from now on; gives the time. */
    Instant changed(SaleId sale, Standing last, Standing next) {
        Instant now = scheduler.clock().instant();
        if (last == Standing.SELLING) {
            LOG.log(System.Logger.Level.INFO, "this node is not the desk of sale {0} any more", sale);
            events.deskEnded(sale);
        }
        if (next == Standing.SELLING) {
            LOG.log(System.Logger.Level.INFO, "this node is the desk of sale {0}", sale);
            events.elected(sale, now);
        } else if (next == Standing.ALONE) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "no desk of sale {0} is in reach, so this node commits its own batches",
                    sale);
        }
        return now;
    }

    /** How long a node that sells alone waits before it looks for a desk again; random, so that nodes do not meet. */
    long goBackNanos() {
        return random.nextLong(SHORTEST_GO_BACK, LONGEST_GO_BACK);
    }
}
