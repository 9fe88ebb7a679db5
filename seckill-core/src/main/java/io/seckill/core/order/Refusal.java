package io.seckill.core.order;

import io.seckill.core.sale.Sale;
import java.time.Instant;
import java.util.Optional;

/** Why a request bought nothing. */
public sealed interface Refusal {
    record SaleNotFound() implements Refusal {}

    /** The sale has not opened yet, or is paused. */
    record NotOpen(Instant opensAt) implements Refusal {}

    record Ended() implements Refusal {}

    /** Fewer units are left than were asked for. */
    record SoldOut() implements Refusal {}

    /** @param alreadyBought units in the buyer's live orders of this sale */
    record LimitReached(int alreadyBought) implements Refusal {}

    /** @param expired orders of this sale that the buyer let expire, or paid too late: refunds count as well */
    record TooManyExpired(int expired) implements Refusal {}

    /** This buyer used the same key in this sale with another body. */
    record KeyReused() implements Refusal {}

    /** The queue is full, or the deadline passed before the order was taken. */
    record Busy() implements Refusal {}

    /** The database refuses this one order's data: a fault of ours, logged with the order's id. */
    record NotStorable() implements Refusal {}

    /** Why the sale takes no orders at that instant, whatever its stock; empty if it is open. */
    static Optional<Refusal> ofPhase(Sale sale, Instant now) {
        return switch (sale.phaseAt(now)) {
            case UPCOMING, PAUSED -> Optional.of(new NotOpen(sale.terms().opensAt()));
            case ENDED -> Optional.of(new Ended());
            case OPEN -> Optional.empty();
        };
    }
}
