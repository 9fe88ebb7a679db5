package io.seckill.core.desk;

import io.seckill.core.order.Outcome;
import io.seckill.core.sale.OrderId;
import java.util.Map;

/** What a node answers to a bundle. */
public sealed interface BundleReply {
    /** That process is not the sale's desk, and took nothing. */
    record NotDesk() implements BundleReply {}

    /**
     * What came of the orders.
     *
     * @param outcomes of the orders that were taken; one that is not among them was not taken, for certain
     * @param window how many orders the sender may have with this desk at once, 1 or more
     */
    record Answers(Map<OrderId, Outcome> outcomes, int window) implements BundleReply {
        /** @throws IllegalArgumentException if the window is less than 1 */
        public Answers {
            outcomes = Map.copyOf(outcomes);
            if (window < 1) {
                throw new IllegalArgumentException("window: must be 1 or more, but is " + window);
            }
        }
    }
}
