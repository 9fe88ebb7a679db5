package io.seckill.api;

import java.time.Instant;

/**
 * An order.
 *
 * @param quantity units
 * @param amount the price of all of them, in the currency's minor unit
 * @param currency an ISO 4217 code
 * @param payBy when it expires unpaid
 */
public record OrderView(
        String id,
        String saleId,
        int quantity,
        long amount,
        String currency,
        Status status,
        Instant placedAt,
        Instant payBy) {
    /** Where an order stands. */
    public enum Status {
        UNPAID,
        PAID,
        CANCELLED,
        EXPIRED,
        REFUND_DUE,
        REFUNDED
    }
}
