package io.seckill.web.order;

import io.seckill.api.OrderView;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;

/** Orders as callers see them. */
public final class OrderViews {
    private OrderViews() {}

    static OrderView of(Order order) {
        return new OrderView(
                order.id().value(),
                order.saleId().value(),
                order.quantity(),
                order.amount().minorUnits(),
                order.amount().currency(),
                status(order.status()),
                order.placedAt(),
                order.payBy());
    }

    public static OrderView.Status status(OrderStatus status) {
        return switch (status) {
            case UNPAID -> OrderView.Status.UNPAID;
            case PAID -> OrderView.Status.PAID;
            case CANCELLED -> OrderView.Status.CANCELLED;
            case EXPIRED -> OrderView.Status.EXPIRED;
            case REFUND_DUE -> OrderView.Status.REFUND_DUE;
            case REFUNDED -> OrderView.Status.REFUNDED;
        };
    }
}
