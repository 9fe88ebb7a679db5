package io.seckill.core.desk;

import io.seckill.core.desk.Election.Avoided;
import io.seckill.core.desk.Election.Finding;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * When to look for a sale's desk, and what to pass over: one look at a time, on a thread that may block. Touched by one
 * thread of control only; what was found is brought to it as an event.
 */
final class DeskSearch {
    private static final long SOON = Duration.ofMillis(50).toNanos();
    private static final long AVOID = Duration.ofSeconds(1).toNanos();

    private final SaleId sale;
    private final DeskNode node;
    private final OneAtATime control;
    private final Consumer<Finding> found;
    private boolean looking;
    private long againAt;
    private long since;
    private Optional<Avoided> avoided = Optional.empty();
    private long avoidedUntil;
    private long standAgainAt;

    DeskSearch(SaleId sale, DeskNode node, OneAtATime control, Consumer<Finding> found) {
        this.sale = sale;
        this.node = node;
        this.control = control;
        this.found = found;
        long now = node.scheduler().nanos();
        this.againAt = now;
        this.since = now;
        this.avoidedUntil = now;
        this.standAgainAt = now;
    }

    /** There was a desk until now. */
    void begin(long now) {
        since = now;
        againAt = now;
    }

    /** The desk that was found is none; the search has lasted since it began. */
    void goOn(long now) {
        againAt = now;
    }

    void againSoon(long now) {
        againAt = now + SOON;
    }

    /** Lets this node sell alone for a while. */
    void pause(long now) {
        againAt = now + node.goBackNanos();
    }

    /** Passes that process over for a while. */
    void avoid(Avoided process, long now) {
        avoided = Optional.of(process);
        avoidedUntil = now + AVOID;
    }

    void standAgainAt(long time) {
        standAgainAt = time;
    }

    boolean isInVainFor(Duration limit, long now) {
        return now - since >= limit.toNanos();
    }

    /** Looks, if it is time and no look is under way. */
    void look(long now, boolean mayStand) {
        if (looking || now - againAt < 0) {
            return;
        }
        looking = true;
        Optional<Avoided> shunned = now - avoidedUntil < 0 ? avoided : Optional.empty();
        boolean stand = mayStand && now - standAgainAt >= 0;
        node.scheduler().block(() -> {
            Finding finding = node.election().look(sale, shunned, stand);
            control.post(() -> {
                looking = false;
                found.accept(finding);
            });
        });
    }
}
