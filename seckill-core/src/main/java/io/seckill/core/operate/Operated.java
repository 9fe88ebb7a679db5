package io.seckill.core.operate;

import io.seckill.core.sale.Sale;

/** What came of an operator's call. */
public sealed interface Operated {
    /** It is done, and durable. */
    record Done(Sale sale) implements Operated {}

    /** Nothing was to be done: the sale stands so already, or an earlier call with the key had done it. */
    record Unchanged(Sale sale) implements Operated {}

    record NotFound() implements Operated {}

    /** Somebody else edited the sale since. */
    record OtherRevision(Sale sale) implements Operated {}

    /** The sale was closed, which is for good. */
    record Closed(Sale sale) implements Operated {}

    /** The operator used this key for another restock. */
    record KeyReused() implements Operated {}

    /**
     * More units were to be taken away than nobody holds or has bought, or more added than a sale may have.
     *
     * @param least the least delta that would do now
     * @param most the largest one
     */
    record DeltaOutOfBounds(Sale sale, int least, int most) implements Operated {}

    /** A buyer has more units in live orders than the limit that was to be set: the most that one has. */
    record LimitBelowBought(Sale sale, int mostBought) implements Operated {}
}
