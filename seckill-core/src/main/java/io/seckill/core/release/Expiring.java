package io.seckill.core.release;

import io.seckill.core.admission.SaleSignals;
import io.seckill.core.rounds.Rounds.Round;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.List;

/**
 * A round of expiring orders, on every node: whichever node comes first expires them, and the others find them expired. Each sale
 * that has some gets one short transaction per round, so that one with many does not keep the others waiting, and selling
 * goes on in between.
 */
public final class Expiring implements Round {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_SALES = 100;

    private final OrderReleases releases;
    private final SaleSignals signals;
    private final ExpiryEvents events;

    public Expiring(OrderReleases releases, SaleSignals signals, ExpiryEvents events) {
        this.releases = releases;
        this.signals = signals;
        this.events = events;
    }

    @Override
    public Duration go() {
        List<SaleId> due = releases.due(MOST_SALES);
        boolean more = due.size() == MOST_SALES;
        for (SaleId sale : due) {
            int expired = releases.expire(sale, OrderReleases.MOST_EXPIRED);
            if (expired > 0) {
                signals.lookAgain(sale);
                events.expired(expired);
            }
            more |= expired == OrderReleases.MOST_EXPIRED;
        }
        return more ? Duration.ZERO : PAUSE;
    }

    /** Hears of expired orders; neither blocks nor throws. */
    @FunctionalInterface
    public interface ExpiryEvents {
        void expired(int orders);
    }
}
