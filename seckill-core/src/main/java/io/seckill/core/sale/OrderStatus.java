package io.seckill.core.sale;

/** Where an order stands. Each change is a compare-and-set on the old status. */
public enum OrderStatus {
    /** Holds its units until it is paid, cancelled, or expires. */
    UNPAID,
    /** Has its units for good. */
    PAID,
    /** By its buyer, unpaid. */
    CANCELLED,
    /** Was not paid in time. */
    EXPIRED,
    /** Was paid after it was cancelled or had expired; the money goes back. */
    REFUND_DUE,
    /** The money went back. */
    REFUNDED;

    /** Whether the order's units are taken from the stock. */
    public boolean isLive() {
        return this == UNPAID || this == PAID;
    }
}
