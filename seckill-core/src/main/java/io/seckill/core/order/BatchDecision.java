package io.seckill.core.order;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides a batch, in queue order, from what the ledger read while it held the sale's row: replays first, then the
 * sale's phase, then what the buyer let expire, then the buyer's limit, then the stock. Within the batch each decision sees the ones before it.
 *
 * @param outcomes one per request, by position
 * @param placed the orders to insert, in queue order
 * @param unitsTaken their units
 */
public record BatchDecision(List<Outcome> outcomes, List<Order> placed, int unitsTaken) {
    /** Decides the requests in order, without a cap on expired orders. */
    public static BatchDecision decide(Sale sale, Instant now, Collection<Order> known, List<OrderRequest> requests) {
        return decide(sale, now, known, requests, Integer.MAX_VALUE);
    }

    /**
     * Decides the requests in order.
     *
     * @param sale its row, locked
     * @param now the database's clock, read after the row was locked
     * @param known every order that the batch's buyers have in this sale; further ones do no harm
     * @param requests of this sale
     * @param mostExpired a buyer who let so many orders of the sale expire, or paid them too late, gets no further one: 1
     *     or more
     */
    public static BatchDecision decide(
            Sale sale, Instant now, Collection<Order> known, List<OrderRequest> requests, int mostExpired) {
        return new Deciding(sale, now, known, requests.size(), mostExpired).decide(requests);
    }

    private record Intent(BuyerId buyer, RequestKey key) {}

    private static final class Deciding {
        private final Sale sale;
        private final Instant now;
        private final Optional<Refusal> closed;
        private final Map<Intent, Order> orders;
        private final Map<BuyerId, Integer> bought;
        private final Map<BuyerId, Integer> expired = new HashMap<>();
        private final int mostExpired;
        private final List<Order> placed;
        private int available;

        Deciding(Sale sale, Instant now, Collection<Order> known, int expected, int mostExpired) {
            this.mostExpired = mostExpired;
            this.sale = sale;
            this.now = now;
            this.closed = Refusal.ofPhase(sale, now);
            this.available = sale.stock().available();
            this.orders = new HashMap<>(2 * (known.size() + expected));
            this.bought = new HashMap<>(2 * expected);
            this.placed = new ArrayList<>(expected);
            known.forEach(this::count);
        }

        BatchDecision decide(List<OrderRequest> requests) {
            List<Outcome> outcomes = new ArrayList<>(requests.size());
            for (OrderRequest request : requests) {
                outcomes.add(decide(request));
            }
            return new BatchDecision(outcomes, placed, sale.stock().available() - available);
        }

        private Outcome decide(OrderRequest request) {
            Order earlier = orders.get(new Intent(request.buyer(), request.key()));
            if (earlier != null) {
                return settled(request, earlier);
            }
            if (closed.isPresent()) {
                return Outcome.refused(closed.get());
            }
            int letExpire = expired.getOrDefault(request.buyer(), 0);
            if (letExpire >= mostExpired) {
                return Outcome.refused(new Refusal.TooManyExpired(letExpire));
            }
            int alreadyBought = bought.getOrDefault(request.buyer(), 0);
            if (request.quantity() > sale.terms().limitPerBuyer() - alreadyBought) {
                return Outcome.refused(new Refusal.LimitReached(alreadyBought));
            }
            if (request.quantity() > available) {
                return Outcome.refused(new Refusal.SoldOut());
            }
            Order order = order(request);
            available -= request.quantity();
            placed.add(order);
            count(order);
            return new Outcome.Placed(order);
        }

        private Order order(OrderRequest request) {
            Money amount = sale.terms().price().times(request.quantity());
            return new Order(
                    request.orderId(),
                    sale.id(),
                    request.buyer(),
                    request.key(),
                    request.quantity(),
                    amount,
                    OrderStatus.UNPAID,
                    now,
                    now.plus(sale.terms().payWithin()));
        }

        private void count(Order order) {
            orders.put(new Intent(order.buyer(), order.key()), order);
            if (order.status().isLive()) {
                bought.merge(order.buyer(), order.quantity(), Integer::sum);
            } else if (order.status() != OrderStatus.CANCELLED) { // paying late takes no order off the count
                expired.merge(order.buyer(), 1, Integer::sum);
            }
        }
    }

    /** What an order that stands under the request's key means for the request. */
    public static Outcome settled(OrderRequest request, Order standing) {
        if (standing.quantity() != request.quantity()) {
            return Outcome.refused(new Refusal.KeyReused());
        }
        return standing.id().equals(request.orderId()) ? new Outcome.Placed(standing) : new Outcome.Replayed(standing);
    }
}
