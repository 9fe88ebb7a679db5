package io.seckill.core.sale;

/** What operators made of a sale; together with the clock it gives the {@link Phase}. */
public enum SaleState {
    ACTIVE,
    PAUSED,
    CLOSED
}
