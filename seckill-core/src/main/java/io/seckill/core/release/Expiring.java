package io.seckill.core.release;

import io.seckill.core.admission.SaleSignals;
import io.seckill.core.rounds.Rounds.Round;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A round of expiring orders, on every node: whichever node comes first expires them, and the others find them expired. Each sale
 * that has some gets one short transaction per round, so that one with many does not keep the others waiting, and selling
 * goes on in between. Nor does one that fails.
 */
public final class Expiring implements Round {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_SALES = 100;
    /** After so many failures of a round it is not the sales that fail, and each takes its time. */
    private static final int MOST_FAILURES = 3;

    private final OrderReleases releases;
    private final SaleSignals signals;
    private final ReleaseEvents events;

    public Expiring(OrderReleases releases, SaleSignals signals, ReleaseEvents events) {
        this.releases = releases;
        this.signals = signals;
        this.events = events;
    }

    /** @throws RuntimeException the first failure, after the other sales had their turn */
    @Override
    public Duration go() {
        List<SaleId> due = releases.due(MOST_SALES);
        List<RuntimeException> failures = new ArrayList<>();
        boolean some = false;
        boolean more = false;
        for (SaleId sale : due) {
            try {
                int expired = expire(sale);
                some |= expired > 0;
                more |= expired == OrderReleases.MOST_EXPIRED;
            } catch (RuntimeException e) {
                failures.add(e);
                if (failures.size() == MOST_FAILURES) {
                    break;
                }
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return more || (some && due.size() == MOST_SALES) ? Duration.ZERO : PAUSE;
    }

    private int expire(SaleId sale) {
        int expired = releases.expire(sale, OrderReleases.MOST_EXPIRED);
        if (expired > 0) {
            signals.lookAgain(sale);
            events.expired(expired);
        }
        return expired;
    }
}
