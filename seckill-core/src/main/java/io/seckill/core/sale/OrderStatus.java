package io.seckill.core.sale;

/** Where an order stands. Each change is a compare-and-set on the old status. */
public enum OrderStatus {
    /** Holds its units until it is paid, cancelled, or expires. */
    UNPAID,
    PAID,
    CANCELLED,
    EXPIRED,
    REFUND_DUE,
    REFUNDED;

    /** Whether the order's units are taken from the stock. */
    public boolean isLive() {
        return this == UNPAID || this == PAID;
    }
}
