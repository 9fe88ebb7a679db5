package io.seckill.core.operate;

/** What came of archiving a sale. */
public sealed interface Archived {
    /** @param orders moved by this call; 0 if it had been archived before */
    record Done(long orders) implements Archived {}

    record NotFound() implements Archived {}

    /** The sale has not ended yet. */
    record NotEnded() implements Archived {}

    /** Orders are unpaid, or wait for their money to go back. */
    record OrdersOpen(long unpaid, long refundDue) implements Archived {}
}
