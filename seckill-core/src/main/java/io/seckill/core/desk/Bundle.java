package io.seckill.core.desk;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.List;

/**
 * Orders of one sale that one node hands over to another; never handed on.
 *
 * @param orders 1 to {@value #MAX_ORDERS}, in queue order
 */
public record Bundle(ProcessId sender, SaleId sale, List<HandedOrder> orders) {
    public static final int MAX_ORDERS = 1_000;

    /** @throws IllegalArgumentException if there are no orders, too many, or one of another sale */
    public Bundle {
        orders = List.copyOf(orders);
        if (orders.isEmpty() || orders.size() > MAX_ORDERS) {
            throw new IllegalArgumentException("orders: must be 1 to " + MAX_ORDERS + ", but are " + orders.size());
        }
        for (HandedOrder order : orders) {
            if (!order.request().saleId().equals(sale)) {
                throw new IllegalArgumentException("orders: must all be of sale " + sale);
            }
        }
    }

    /** @param timeLeft until the order must have been taken into a batch; zero or more */
    public record HandedOrder(OrderRequest request, Duration timeLeft) {}
}
