package io.seckill.core.release;

import io.seckill.core.admission.SaleSignals;
import io.seckill.core.rounds.Rounds.Round;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A round of expiring orders, on every node: whichever node comes first expires them, and the others find them expired. Each sale
 * that has some gets one short transaction per round, so that one with many does not keep the others waiting, and selling
 * goes on in between. One that fails is set aside for a while, so that the others have their turn however many fail.
 */
public final class Expiring implements Round {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_SALES = 100;
    /** After so many failures in a row it may not be the sales that fail, and each takes its time. */
    private static final int MOST_FAILURES = 3;

    private static final int MOST_ASIDE = 1_000;
    private static final Duration FIRST_ASIDE = Duration.ofSeconds(5);
    private static final Duration LONGEST_ASIDE = Duration.ofMinutes(1);

    private final OrderReleases releases;
    private final SaleSignals signals;
    private final ReleaseEvents events;
    private final Scheduler scheduler;
    private final Map<SaleId, Aside> aside = new LinkedHashMap<>();

    /** A sale that failed; until when, by the monotonic clock. */
    private record Aside(Duration pause, long until) {}

    public Expiring(OrderReleases releases, SaleSignals signals, ReleaseEvents events, Scheduler scheduler) {
        this.releases = releases;
        this.signals = signals;
        this.events = events;
        this.scheduler = scheduler;
    }

    /** @throws RuntimeException the first failure, after the others had their turn, but for three failures in a row, which end the round */
    @Override
    public Duration go() {
        List<SaleId> due = releases.due(MOST_SALES + aside.size()).stream()
                .filter(this::hasItsTurn)
                .limit(MOST_SALES)
                .toList();
        List<RuntimeException> failures = new ArrayList<>();
        int inARow = 0;
        boolean some = false;
        boolean more = false;
        for (SaleId sale : due) {
            try {
                int expired = expire(sale);
                aside.remove(sale);
                inARow = 0;
                some |= expired > 0;
                more |= expired == OrderReleases.MOST_EXPIRED;
            } catch (RuntimeException e) {
                setAside(sale);
                failures.add(e);
                if (++inARow == MOST_FAILURES) {
                    break;
                }
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return more || (some && due.size() == MOST_SALES) ? Duration.ZERO : PAUSE;
    }

    private boolean hasItsTurn(SaleId sale) {
        Aside failed = aside.get(sale);
        return failed == null || failed.until() - scheduler.nanos() <= 0;
    }

    private void setAside(SaleId sale) {
        Aside before = aside.remove(sale);
        Duration doubled = before == null ? FIRST_ASIDE : before.pause().multipliedBy(2);
        Duration pause = doubled.compareTo(LONGEST_ASIDE) < 0 ? doubled : LONGEST_ASIDE;
        if (aside.size() == MOST_ASIDE) {
            aside.remove(aside.keySet().iterator().next());
        }
        aside.put(sale, new Aside(pause, scheduler.nanos() + pause.toNanos()));
    }

    @Override
    public void end() {
        aside.clear();
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
