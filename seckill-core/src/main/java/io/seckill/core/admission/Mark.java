package io.seckill.core.admission;

import io.seckill.core.admission.SaleSnapshots.Snapshot;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.Sale;
import java.time.Instant;
import java.util.Optional;

/**
 * Why this node refuses a sale's orders from memory, as of one snapshot. Immutable but for the time of the last look.
 *
 * <p>Why it is correct: a snapshot without units, or of a sale that is not open, holds every order placed until then. An
 * order placed later raised the row's count, so the next look finds another count, and the mark is made anew.
 */
final class Mark {
    private final Snapshot snapshot;
    private volatile long lookedAt;

    /** @param lookedAt when the look that it rests on was begun, on the monotonic clock */
    Mark(Snapshot snapshot, long lookedAt) {
        this.snapshot = snapshot;
        this.lookedAt = lookedAt;
    }

    /** Why a request is refused at that instant; empty: it is not for this node to say. */
    static Optional<Refusal> refusal(Sale sale, Instant now) {
        Optional<Refusal> closed = Refusal.ofPhase(sale, now);
        return closed.isEmpty() && sale.stock().isSoldOut() ? Optional.of(new Refusal.SoldOut()) : closed;
    }

    Optional<Refusal> refusal(Instant now) {
        return refusal(snapshot.sale(), now);
    }

    boolean mayHold(long fingerprint) {
        return snapshot.orders().test(fingerprint);
    }

    boolean isFresh(long now, long maxAgeNanos) {
        return now - lookedAt <= maxAgeNanos;
    }

    /** Whether the row says the same still; then the mark is good for another while. */
    boolean confirm(Sale sale, long begunAt) {
        boolean same = sale.equals(snapshot.sale());
        if (same) {
            lookedAt = begunAt;
        }
        return same;
    }
}
