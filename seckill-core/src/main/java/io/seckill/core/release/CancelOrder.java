package io.seckill.core.release;

import io.seckill.core.admission.SaleSignals;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.OrderId;

/** Cancels orders for their buyers, and has every node notice that units are back. Safe for use by many threads. */
public final class CancelOrder {
    private final OrderReleases releases;
    private final SaleSignals signals;
    private final ReleaseEvents events;

    public CancelOrder(OrderReleases releases, SaleSignals signals) {
        this(releases, signals, ReleaseEvents.none());
    }

    public CancelOrder(OrderReleases releases, SaleSignals signals, ReleaseEvents events) {
        this.releases = releases;
        this.signals = signals;
        this.events = events;
    }

    /**
     * Cancels the buyer's order if it is unpaid.
     *
     * @throws io.seckill.core.sale.BackendUnavailableException if the database did not answer; it may be cancelled
     */
    public Cancellation cancel(OrderId order, BuyerId buyer) {
        Cancellation cancellation = releases.cancel(order, buyer);
        if (cancellation instanceof Cancellation.Cancelled cancelled) {
            signals.lookAgain(cancelled.order().saleId());
            events.cancelled();
        }
        return cancellation;
    }
}
