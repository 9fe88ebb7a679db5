package io.seckill.core.event;

import io.seckill.core.sale.Order;
import io.seckill.core.sale.SaleId;
import java.time.Instant;
import java.util.List;

/**
 * That something happened to orders of one sale, in one transaction.
 *
 * @param at by the database's clock
 * @param orders as they stand after it; 1 or more
 */
public record OrderEvent(Type type, SaleId sale, Instant at, List<Order> orders) {
    /** What happened. */
    public enum Type {
        PLACED,
        PAID,
        CANCELLED,
        EXPIRED,
        REFUNDED
    }

    /** @throws IllegalArgumentException if there is no order */
    public OrderEvent {
        orders = List.copyOf(orders);
        if (orders.isEmpty()) {
            throw new IllegalArgumentException("orders: must be 1 or more");
        }
    }
}
