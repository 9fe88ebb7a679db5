package io.seckill.testkit.ledger;

import io.seckill.core.event.OrderEvent;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A sale as it ought to be, in the plainest words there are: the model that {@link OrderLifeModelContract} compares a store with.
 * It shares no rule with the program.
 */
final class ModelSale {
    /** An order of the model. */
    static final class ModelOrder {
        final OrderId id;
        final String buyer;
        final String key;
        final int quantity;
        OrderStatus status = OrderStatus.UNPAID;
        final List<OrderEvent.Type> told = new ArrayList<>(List.of(OrderEvent.Type.PLACED));

        ModelOrder(OrderId id, String buyer, String key, int quantity) {
            this.id = id;
            this.buyer = buyer;
            this.key = key;
            this.quantity = quantity;
        }

        void becomes(OrderStatus next) {
            status = next;
        }

        void becomes(OrderStatus next, OrderEvent.Type told) {
            status = next;
            this.told.add(told);
        }
    }

    /** A payment of the model. */
    static final class ModelPayment {
        final OrderId order;
        final long amount;
        final boolean late;
        final boolean refundDue;
        boolean refunded;

        ModelPayment(OrderId order, long amount, boolean late, boolean refundDue) {
            this.order = order;
            this.amount = amount;
            this.late = late;
            this.refundDue = refundDue;
        }
    }

    private static final Set<OrderStatus> LAPSED =
            Set.of(OrderStatus.EXPIRED, OrderStatus.REFUND_DUE, OrderStatus.REFUNDED);

    final Map<OrderId, ModelOrder> orders = new LinkedHashMap<>();
    final Map<PaymentId, ModelPayment> payments = new LinkedHashMap<>();
    final Map<String, Integer> restocks = new LinkedHashMap<>();
    final int limit;
    final int mostExpired;
    int total;
    boolean paused;

    ModelSale(int total, int limit, int mostExpired) {
        this.total = total;
        this.limit = limit;
        this.mostExpired = mostExpired;
    }

    int live(Predicate<ModelOrder> which) {
        return orders.values().stream()
                .filter(which)
                .filter(order -> order.status == OrderStatus.UNPAID || order.status == OrderStatus.PAID)
                .mapToInt(order -> order.quantity)
                .sum();
    }

    int available() {
        return total - live(order -> true);
    }

    /** What the answer to a request must be: an order's id if there is one under the key, or one of the words below. */
    String answer(String buyer, String key, int quantity) {
        for (ModelOrder order : orders.values()) {
            if (order.buyer.equals(buyer) && order.key.equals(key)) {
                return order.quantity == quantity ? order.id.value() : "key reused";
            }
        }
        if (paused) {
            return "not open";
        }
        long expired = orders.values().stream()
                .filter(order -> order.buyer.equals(buyer) && LAPSED.contains(order.status))
                .count();
        if (expired >= mostExpired) {
            return "too many expired";
        }
        if (live(order -> order.buyer.equals(buyer)) + quantity > limit) {
            return "limit reached";
        }
        return quantity > available() ? "sold out" : "placed";
    }
}
