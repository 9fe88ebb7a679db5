package io.seckill.infra.database;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.OrderMapper.StatusCount;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads orders. Safe for use by many threads. */
final class MyBatisOrderBook implements OrderBook {
    /** Above every ULID. */
    private static final String END = "Z";

    private final Reading reading;

    MyBatisOrderBook(Reading reading) {
        this.reading = reading;
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return reading.one(OrderMapper.class, orders -> Optional.ofNullable(orders.find(id.value())))
                .map(Rows::order);
    }

    @Override
    public Optional<Order> find(SaleId sale, BuyerId buyer, RequestKey key) {
        return reading.one(
                        OrderMapper.class,
                        orders -> Optional.ofNullable(orders.findByRequest(sale.value(), buyer.value(), key.value())))
                .map(Rows::order);
    }

    @Override
    public List<Order> list(BuyerId buyer, Optional<OrderId> before, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("limit: must be 1 to " + MAX_PAGE + ", but is " + limit);
        }
        String end = before.map(OrderId::value).orElse(END);
        return reading.one(OrderMapper.class, orders -> orders.list(buyer.value(), end, limit)).stream()
                .map(Rows::order)
                .toList();
    }

    @Override
    public Map<OrderStatus, Long> countByStatus(SaleId sale) {
        Map<OrderStatus, Long> counts = new EnumMap<>(OrderStatus.class);
        for (StatusCount count : reading.one(OrderMapper.class, orders -> orders.countByStatus(sale.value()))) {
            counts.put(OrderStatus.valueOf(count.status()), count.orders());
        }
        return counts;
    }
}
