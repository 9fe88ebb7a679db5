package io.seckill.core.sale;

import java.time.Instant;

/**
 * A sale as its row says at one moment.
 *
 * @param placed how many orders were ever placed in it; only grows
 * @param revision raised by each edit of an operator, not by orders
 */
public record Sale(SaleId id, SaleTerms terms, SaleState state, Stock stock, long placed, int revision) {
    /** Where the sale stands at that instant. Ended beats paused: a paused sale ends too. */
    public Phase phaseAt(Instant now) {
        if (state == SaleState.CLOSED || !now.isBefore(terms.closesAt())) {
            return Phase.ENDED;
        }
        if (state == SaleState.PAUSED) {
            return Phase.PAUSED;
        }
        return now.isBefore(terms.opensAt()) ? Phase.UPCOMING : Phase.OPEN;
    }
}
