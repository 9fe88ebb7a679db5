package io.seckill.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one node does for one sale, since it started and now.
 *
 * @param desk the desk that this node knows of: itself, or the one it hands over to
 * @param deskSince since when this node takes that for the desk
 * @param waiting orders that wait on this node, handed over ones included
 * @param ordersPerSecond placed in this node's batches, over the last ten seconds
 * @param batches committed by this node
 * @param medianCommit of its latest batches, as all the times below; zero while there are none
 */
public record SaleActivity(
        Standing standing,
        Optional<DeskAddress> desk,
        Optional<Instant> deskSince,
        int waiting,
        double ordersPerSecond,
        long batches,
        double meanBatchSize,
        int largestBatch,
        Duration medianCommit,
        Duration p99Commit,
        Duration slowestCommit) {
    static SaleActivity none() {
        return new SaleActivity(
                Standing.IDLE,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }

    /** How a node stands to a sale. */
    public enum Standing {
        /** Nobody asked for this sale here lately. */
        IDLE,
        /** Finds out where the sale's desk is. */
        LOOKING,
        /** Is the sale's desk. */
        SELLING,
        /** Hands its orders to the sale's desk on another node. */
        HANDING_OVER,
        /** Reaches no desk, so it commits its own batches; the sale's row arbitrates. */
        ALONE
    }
}
