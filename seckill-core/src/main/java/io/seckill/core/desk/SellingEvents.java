package io.seckill.core.desk;

import io.seckill.core.order.Outcome;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.time.Instant;

/**
 * What happens while a node sells, for whoever counts it. The calls come from the threads that sell: they must neither
 * block nor throw. Safe for use by many threads.
 */
public interface SellingEvents {
    /** A request was answered. */
    default void answered(Outcome outcome, Source source, Duration took) {}

    /**
     * An order was drawn into a batch; again for each batch that draws it.
     *
     * @param waited since it came to this node, zero or more
     */
    default void drawn(Duration waited) {}

    /**
     * A batch came back from the ledger.
     *
     * @param alone it was committed without a desk
     * @param orders in the batch
     */
    default void batchEnded(BatchResult result, boolean alone, int orders, Duration took) {}

    /**
     * A bundle came back, or was given up.
     *
     * @param orders in the bundle
     */
    default void handedOver(BundleResult result, int orders) {}

    /** This node became the sale's desk. */
    default void elected(SaleId sale, Instant at) {}

    /** This node ceased to be the sale's desk; once for each election. */
    default void deskEnded(SaleId sale) {}

    /** Nobody counts. */
    static SellingEvents none() {
        return new SellingEvents() {};
    }

    /** Who answered a request. */
    enum Source {
        /** This node by itself: by its mark, or because it knows no such sale, or cannot look it up. */
        MEMORY,
        /** A batch, here or at the desk on another node, or the queue before it. */
        DESK
    }

    /** What came of a batch. */
    enum BatchResult {
        /** At least one of its orders was decided. */
        DECIDED,
        /** Rolled back: none of it is durable. It is tried again. */
        ROLLED_BACK,
        /** The commit was not answered. The batch is run again, which tells. */
        UNKNOWN
    }

    /** What came of a bundle. */
    enum BundleResult {
        /** The desk answered; it may have turned some of the orders away. */
        ANSWERED,
        /** That process is not the desk. */
        NOT_DESK,
        /** No answer came. */
        UNREACHABLE
    }
}
