package io.seckill.core.release;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.SaleId;
import java.util.List;

/**
 * Ends unpaid orders and gives their units back, in one transaction that locks the sale's row first. Each order gives its
 * units back once: its status changes by compare-and-set. What happened is written to the {@link
 * io.seckill.core.event.Outbox} in the same transaction. Safe for use by many threads.
 *
 * <p>Every method throws {@link io.seckill.core.sale.BackendUnavailableException} if the database did not answer; then it may
 * have been done, and asking again tells.
 */
public interface OrderReleases {
    /** The most orders that one call to {@link #expire} expires: so long the sale's row is held. */
    int MOST_EXPIRED = 500;

    /** Cancels the buyer's order if it is unpaid. */
    Cancellation cancel(OrderId order, BuyerId buyer);

    /**
     * Sales with unpaid orders whose {@code payBy} has passed, by the database's clock.
     *
     * @param most 1 or more
     */
    List<SaleId> due(int most);

    /**
     * Expires unpaid orders of the sale whose {@code payBy} has passed, those that are due longest first. Orders that a
     * payment holds at this moment are left for the next call.
     *
     * @param most 1 to {@link #MOST_EXPIRED}
     * @return how many; 0 if there was none, or no such sale
     */
    int expire(SaleId sale, int most);
}
