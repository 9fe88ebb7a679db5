package io.seckill.testkit.ledger;

import io.seckill.core.event.OrderEvent;
import io.seckill.core.release.Cancellation;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.SaleId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Ends the unpaid orders of an {@link InMemoryStockLedger}. Safe for use by many threads. */
public final class InMemoryOrderReleases implements OrderReleases {
    private final InMemoryStockLedger store;

    public InMemoryOrderReleases(InMemoryStockLedger store) {
        this.store = store;
    }

    @Override
    public Cancellation cancel(OrderId id, BuyerId buyer) {
        return store.step(() -> {
            Optional<Order> found = store.find(id).filter(order -> order.buyer().equals(buyer));
            if (found.isEmpty()) {
                return new Cancellation.NotFound();
            }
            Order order = found.get();
            return switch (order.status()) {
                case UNPAID -> {
                    Order cancelled = order.withStatus(OrderStatus.CANCELLED);
                    release(OrderEvent.Type.CANCELLED, List.of(cancelled));
                    yield new Cancellation.Cancelled(cancelled);
                }
                case CANCELLED -> new Cancellation.AlreadyCancelled(order);
                case PAID, EXPIRED, REFUND_DUE, REFUNDED -> new Cancellation.WrongStatus(order);
            };
        });
    }

    @Override
    public List<SaleId> due(int most) {
        within(most, Integer.MAX_VALUE, "1 or more");
        return store.step(() -> store.list().stream()
                .map(sale -> sale.id())
                .filter(sale -> !due(sale).isEmpty())
                .limit(most)
                .toList());
    }

    @Override
    public int expire(SaleId sale, int most) {
        within(most, MOST_EXPIRED, "1 to " + MOST_EXPIRED);
        return store.step(() -> {
            List<Order> expired = due(sale).stream()
                    .limit(most)
                    .map(order -> order.withStatus(OrderStatus.EXPIRED))
                    .toList();
            if (!expired.isEmpty()) {
                release(OrderEvent.Type.EXPIRED, expired);
            }
            return expired.size();
        });
    }

    private List<Order> due(SaleId sale) {
        Instant now = store.now();
        return store.of(sale).stream()
                .filter(order ->
                        order.status() == OrderStatus.UNPAID && !order.payBy().isAfter(now))
                .sorted(Comparator.comparing(Order::payBy))
                .toList();
    }

    private void release(OrderEvent.Type type, List<Order> ended) {
        ended.forEach(order -> store.release(order, order.status()));
        store.write(new OrderEvent(type, ended.get(0).saleId(), store.now(), ended));
    }

    private static void within(int most, int bound, String bounds) {
        if (most < 1 || most > bound) {
            throw new IllegalArgumentException("most: must be " + bounds + ", but is " + most);
        }
    }
}
