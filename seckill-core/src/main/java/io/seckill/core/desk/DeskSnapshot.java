package io.seckill.core.desk;

import io.seckill.core.desk.SaleActivity.Standing;
import java.time.Instant;
import java.util.Optional;

/** What other threads may see of a sale's desk. */
record DeskSnapshot(Standing standing, Optional<DeskAddress> desk, Instant since, int queued) {
    static final DeskSnapshot IDLE = new DeskSnapshot(Standing.IDLE, Optional.empty(), Instant.EPOCH, 0);

    /**
     * At the desk the orders of other nodes wait too.
     *
     * @param own requests of this node's own buyers
     */
    int waiting(int own) {
        return Math.max(own, queued);
    }

    /** @param waiting requests of this node's own buyers */
    SaleActivity activity(ActivityLog.Figures figures, int waiting) {
        return new SaleActivity(
                standing,
                desk,
                desk.map(known -> since),
                waiting(waiting),
                figures.ordersPerSecond(),
                figures.batches(),
                figures.meanSize(),
                figures.largest(),
                figures.median(),
                figures.p99(),
                figures.slowest());
    }
}
