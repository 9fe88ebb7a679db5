package io.seckill.core.sale;

/** Where a sale stands at a moment. */
public enum Phase {
    UPCOMING,
    OPEN,
    PAUSED,
    ENDED
}
