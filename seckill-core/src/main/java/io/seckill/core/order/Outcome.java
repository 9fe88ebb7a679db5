package io.seckill.core.order;

import io.seckill.core.sale.Order;

/** What came of a request. */
public sealed interface Outcome {
    /** The order is durable, and this request placed it. */
    record Placed(Order order) implements Outcome {}

    /** An earlier request with this key had placed the order; here it is as it stands now. */
    record Replayed(Order order) implements Outcome {}

    /** This request bought nothing (an earlier one with the same key may have). */
    record Refused(Refusal refusal) implements Outcome {}

    /** The order may have been placed: asking again with the same key tells. */
    record Unknown() implements Outcome {}

    static Outcome refused(Refusal refusal) {
        return new Refused(refusal);
    }

    /** Whether it rests on an order that stands in the database, so that nothing can change it any more. */
    default boolean restsOnOrder() {
        if (this instanceof Refused refused) {
            return refused.refusal() instanceof Refusal.KeyReused;
        }
        return this instanceof Placed || this instanceof Replayed;
    }
}
