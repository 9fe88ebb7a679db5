package io.seckill.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What goes on in a sale.
 *
 * @param orders in the database, by status
 * @param refusals answered by the node that was asked, by code, since it started
 * @param node what the node that was asked does for the sale
 */
public record StatsView(String saleId, Map<OrderView.Status, Long> orders, Map<ErrorCode, Long> refusals, Node node) {
    /**
     * What one node does for the sale. Its times are those of its latest batches' commits, in milliseconds.
     *
     * @param desk the desk that it knows of: itself, or the one it hands over to
     * @param queueDepth orders that wait on it
     * @param ordersPerSecond placed in its batches, over the last ten seconds
     * @param batches committed by it
     */
    public record Node(
            Standing standing,
            Optional<Desk> desk,
            int queueDepth,
            double ordersPerSecond,
            long batches,
            double meanBatchSize,
            int largestBatch,
            double medianCommitMillis,
            double p99CommitMillis,
            double slowestCommitMillis) {}

    /**
     * The one that sells the sale.
     *
     * @param process tells one run of the program from every other
     * @param address host and port, of the way between the nodes
     * @param since since when the node takes it for the desk
     */
    public record Desk(String process, String address, Optional<Instant> since) {}

    /** How a node stands to a sale. */
    public enum Standing {
        /** Nobody asked for this sale here lately. */
        IDLE,
        /** Finds out where the sale's desk is. */
        LOOKING,
        /** Is the sale's desk. */
        SELLING,
        /** Hands its orders to the desk on another node. */
        HANDING_OVER,
        /** Reaches no desk and commits its own batches. */
        ALONE
    }
}
