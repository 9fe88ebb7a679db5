package io.seckill.api;

import java.time.Instant;

/**
 * A sale.
 *
 * @param price of one unit, in the currency's minor unit
 * @param currency an ISO 4217 code
 * @param total units that the sale has
 * @param available units that nobody holds or has bought
 * @param revision raised by each edit of an operator
 */
public record SaleView(
        String id,
        String title,
        long price,
        String currency,
        Instant opensAt,
        Instant closesAt,
        Phase phase,
        int total,
        int available,
        boolean soldOut,
        int limitPerBuyer,
        int revision) {
    /** Where a sale stands. */
    public enum Phase {
        UPCOMING,
        OPEN,
        PAUSED,
        ENDED
    }
}
