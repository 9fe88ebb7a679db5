package io.seckill.core.admission;

import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The marks of one node. A refusal by the desk gives the reason to make one; while it is in use the node looks at the row
 * every {@link #LOOK_EVERY}, and a mark that was not confirmed for {@link #FRESH} is not used. Safe for use by many threads.
 *
 * <p>Why it is correct: a sale's mark is replaced as a whole, and only by the one look or making that holds {@code looking}.
 */
final class Marks {
    static final Duration LOOK_EVERY = Duration.ofMillis(500);
    static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration UNUSED = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(Marks.class.getName());

    private final SaleCatalog catalog;
    private final SaleSnapshots snapshots;
    private final SaleSignals signals;
    private final Scheduler scheduler;
    private final Fingerprint fingerprint;
    private final ConcurrentHashMap<SaleId, Place> places = new ConcurrentHashMap<>();

    /** Where a sale's mark is kept. */
    private static final class Place {
        private final AtomicBoolean looking = new AtomicBoolean();
        private final AtomicBoolean watched = new AtomicBoolean();
        private volatile @Nullable Mark mark;
        private volatile long usedAt;
        private volatile long triedAt;

        Place(long now) {
            triedAt = now - LOOK_EVERY.toNanos();
        }
    }

    /** @param catalog reads the row itself, not a copy */
    Marks(
            SaleCatalog catalog,
            SaleSnapshots snapshots,
            SaleSignals signals,
            Scheduler scheduler,
            Fingerprint fingerprint) {
        this.catalog = catalog;
        this.snapshots = snapshots;
        this.signals = signals;
        this.scheduler = scheduler;
        this.fingerprint = fingerprint;
        signals.onLookAgain(sale -> look(sale, false));
    }

    /** What the mark says of a request: a refusal, unless its order may be there already. */
    record Word(Refusal refusal, boolean mayBeReplay) {}

    /** Empty: there is no fresh mark, so the desk has to say. */
    Optional<Word> check(SaleId sale, BuyerId buyer, RequestKey key) {
        Place place = places.get(sale);
        Mark mark = place == null ? null : place.mark;
        if (place == null || mark == null) {
            return Optional.empty();
        }
        long now = scheduler.nanos();
        place.usedAt = now;
        if (!mark.isFresh(now, FRESH.toNanos())) {
            return Optional.empty();
        }
        return mark.refusal(scheduler.clock().instant())
                .map(refusal -> new Word(refusal, mark.mayHold(fingerprint.of(buyer, key))));
    }

    /** The desk refused a request for a reason that a mark may hold. */
    void refused(SaleId sale) {
        long now = scheduler.nanos();
        Place place = places.computeIfAbsent(sale, id -> new Place(now));
        place.usedAt = now;
        if (place.mark == null && now - place.triedAt >= LOOK_EVERY.toNanos()) {
            place.triedAt = now;
            look(sale, true);
        }
    }

    /** This node placed an order: a mark that does not know it is out of date. */
    void placed(SaleId sale, BuyerId buyer, RequestKey key) {
        Place place = places.get(sale);
        Mark mark = place == null ? null : place.mark;
        if (place != null && mark != null && !mark.mayHold(fingerprint.of(buyer, key))) {
            place.mark = null;
        }
    }

    private void look(SaleId sale, boolean tellOthers) {
        Place place = places.get(sale);
        if (place != null && place.looking.compareAndSet(false, true)) {
            scheduler.block(() -> {
                try {
                    look(sale, place, tellOthers);
                } catch (BackendUnavailableException e) {
                    LOG.log(System.Logger.Level.DEBUG, "could not look at sale {0}: {1}", sale, e.getMessage());
                } finally {
                    place.looking.set(false);
                }
            });
        }
    }

    private void look(SaleId sale, Place place, boolean tellOthers) {
        long begunAt = scheduler.nanos();
        Optional<Sale> row = catalog.find(sale);
        Mark mark = place.mark;
        if (mark != null && row.isPresent() && mark.confirm(row.get(), begunAt)) {
            return;
        }
        if (row.isEmpty()
                || Mark.refusal(row.get(), scheduler.clock().instant()).isEmpty()) {
            place.mark = null;
        } else {
            make(sale, place);
        }
        if (tellOthers) {
            signals.lookAgain(sale);
        }
    }

    private void make(SaleId sale, Place place) {
        long begunAt = scheduler.nanos();
        place.mark = snapshots
                .take(sale, fingerprint)
                .filter(now ->
                        Mark.refusal(now.sale(), scheduler.clock().instant()).isPresent())
                .map(now -> new Mark(now, begunAt))
                .orElse(null);
        if (place.mark != null && place.watched.compareAndSet(false, true)) {
            keepLooking(sale, place);
        }
    }

    private void keepLooking(SaleId sale, Place place) {
        scheduler.after(LOOK_EVERY, () -> {
            if (scheduler.nanos() - place.usedAt > UNUSED.toNanos()) {
                place.mark = null;
            }
            if (place.mark == null) {
                place.watched.set(false);
            } else {
                look(sale, true);
                keepLooking(sale, place);
            }
        });
    }
}
