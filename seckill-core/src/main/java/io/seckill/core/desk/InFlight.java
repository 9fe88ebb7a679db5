package io.seckill.core.desk;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.BuyerId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests of one sale that this node has admitted and not answered, by buyer. Safe for use by many threads.
 *
 * <p>Why it is correct: all decisions about one buyer are made inside the map's {@code compute} for that buyer, so they
 * happen one after the other. The total is raised before it is looked at, so it never passes its limit.
 */
final class InFlight {
    /** What came of admitting a request. */
    sealed interface Admission {
        record Admitted() implements Admission {}

        /** The same request is on its way; its answer is this one's too. */
        record Joined(WaitingOrder order) implements Admission {}

        /** A request with this key and another body is on its way. */
        record OtherBody() implements Admission {}

        record Full() implements Admission {}
    }

    private final ConcurrentHashMap<BuyerId, List<WaitingOrder>> byBuyer = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();
    private final int max;
    private final int maxPerBuyer;

    InFlight(int max, int maxPerBuyer) {
        this.max = max;
        this.maxPerBuyer = maxPerBuyer;
    }

    int size() {
        return total.get();
    }

    Admission admit(WaitingOrder order) {
        Admission[] result = {new Admission.Full()};
        byBuyer.compute(order.request().buyer(), (buyer, known) -> {
            List<WaitingOrder> mine = known == null ? List.of() : known;
            result[0] = admit(order, mine);
            if (result[0] instanceof Admission.Admitted) {
                return with(mine, order);
            }
            return known;
        });
        return result[0];
    }

    void remove(WaitingOrder order) {
        byBuyer.computeIfPresent(order.request().buyer(), (buyer, mine) -> {
            List<WaitingOrder> left = new ArrayList<>(mine);
            left.remove(order);
            return left.isEmpty() ? null : List.copyOf(left);
        });
        total.decrementAndGet();
    }

    private Admission admit(WaitingOrder order, List<WaitingOrder> mine) {
        for (WaitingOrder one : mine) {
            if (one.request().key().equals(order.request().key())) {
                return sameBody(one.request(), order.request()) ? new Admission.Joined(one) : new Admission.OtherBody();
            }
        }
        if (mine.size() >= maxPerBuyer) {
            return new Admission.Full();
        }
        if (total.incrementAndGet() > max) {
            total.decrementAndGet();
            return new Admission.Full();
        }
        return new Admission.Admitted();
    }

    private static List<WaitingOrder> with(List<WaitingOrder> mine, WaitingOrder order) {
        if (mine.isEmpty()) {
            return List.of(order);
        }
        List<WaitingOrder> more = new ArrayList<>(mine);
        more.add(order);
        return List.copyOf(more);
    }

    private static boolean sameBody(OrderRequest one, OrderRequest other) {
        return one.quantity() == other.quantity();
    }
}
