package io.seckill.core.payment;

import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import java.util.Optional;

/** What a payment means for its order; decided once, with the order's row locked. */
public enum PaymentEffect {
    /** The order becomes {@link OrderStatus#PAID}. */
    PAYS,
    /** The order had been cancelled or had expired: it becomes {@link OrderStatus#REFUND_DUE} until the money is back. */
    LATE,
    /** The order was paid already, or its first late payment is on its way back: this one alone is refunded. */
    SECOND,
    /** Another amount or currency than the order's: it is refunded, and the order stands as it was. */
    DIFFERS,
    /** No such order, or one that was archived: it is refunded. */
    NO_ORDER;

    /** @param order as its row says, locked; empty if there is none */
    public static PaymentEffect of(Payment payment, Optional<Order> order) {
        if (order.isEmpty()) {
            return NO_ORDER;
        }
        if (!order.get().amount().equals(payment.amount())) {
            return DIFFERS;
        }
        return switch (order.get().status()) {
            case UNPAID -> PAYS;
            case CANCELLED, EXPIRED -> LATE;
            case PAID, REFUND_DUE, REFUNDED -> SECOND;
        };
    }

    /** Where the order stands after it. */
    public OrderStatus after(OrderStatus before) {
        return switch (this) {
            case PAYS -> OrderStatus.PAID;
            case LATE -> OrderStatus.REFUND_DUE;
            case SECOND, DIFFERS, NO_ORDER -> before;
        };
    }

    /** Whether the money goes back. */
    public boolean isRefunded() {
        return this != PAYS;
    }
}
