package io.seckill.core.release;

import io.seckill.core.sale.Order;

/** What came of cancelling an order. */
public sealed interface Cancellation {
    /** It is cancelled, and its units are on sale again. */
    record Cancelled(Order order) implements Cancellation {}

    /** It had been cancelled before; nothing was done. */
    record AlreadyCancelled(Order order) implements Cancellation {}

    /** It stands where it cannot be cancelled any more. */
    record WrongStatus(Order order) implements Cancellation {}

    /** Too many others are being cancelled; nothing was done. */
    record Busy() implements Cancellation {}

    /** There is no such order of this buyer. */
    record NotFound() implements Cancellation {}
}
