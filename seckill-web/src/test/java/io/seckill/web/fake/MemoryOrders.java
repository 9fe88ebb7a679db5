package io.seckill.web.fake;

import io.seckill.core.release.Cancellation;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Orders in memory; can be made to break. */
public final class MemoryOrders implements OrderBook, OrderReleases {
    private final Map<OrderId, Order> orders = new ConcurrentHashMap<>();
    private volatile boolean broken;
    private volatile boolean full;

    public void put(Order order) {
        orders.put(order.id(), order);
    }

    public void clear() {
        orders.clear();
        broken = false;
        full = false;
    }

    /** Nothing can be cancelled. */
    public void isFull() {
        full = true;
    }

    public void breaks() {
        broken = true;
    }

    @Override
    public Optional<Order> find(OrderId id) {
        breakIfBroken();
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public Optional<Order> find(SaleId sale, BuyerId buyer, RequestKey key) {
        breakIfBroken();
        return orders.values().stream()
                .filter(order -> order.saleId().equals(sale)
                        && order.buyer().equals(buyer)
                        && order.key().equals(key))
                .findAny();
    }

    @Override
    public List<Order> list(BuyerId buyer, Optional<OrderId> before, int limit) {
        breakIfBroken();
        return orders.values().stream()
                .filter(order -> order.buyer().equals(buyer))
                .filter(order -> before.isEmpty()
                        || order.id().value().compareTo(before.get().value()) < 0)
                .sorted(Comparator.comparing((Order order) -> order.id().value())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Map<OrderStatus, Long> countByStatus(SaleId sale) {
        breakIfBroken();
        return orders.values().stream()
                .filter(order -> order.saleId().equals(sale))
                .collect(Collectors.groupingBy(Order::status, Collectors.counting()));
    }

    @Override
    public Cancellation cancel(OrderId id, BuyerId buyer) {
        Optional<Order> found = find(id).filter(order -> order.buyer().equals(buyer));
        if (found.isEmpty()) {
            return new Cancellation.NotFound();
        }
        Order order = found.get();
        if (full) {
            return new Cancellation.Busy();
        }
        return switch (order.status()) {
            case UNPAID -> {
                Order cancelled = order.withStatus(OrderStatus.CANCELLED);
                put(cancelled);
                yield new Cancellation.Cancelled(cancelled);
            }
            case CANCELLED -> new Cancellation.AlreadyCancelled(order);
            default -> new Cancellation.WrongStatus(order);
        };
    }

    @Override
    public List<SaleId> due(int most) {
        return List.of();
    }

    @Override
    public int expire(SaleId sale, int most) {
        return 0;
    }

    private void breakIfBroken() {
        if (broken) {
            throw new BackendUnavailableException("SELECT secrets FROM com.mysql.cj", null);
        }
    }
}
