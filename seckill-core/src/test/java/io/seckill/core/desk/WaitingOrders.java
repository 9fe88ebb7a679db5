package io.seckill.core.desk;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import java.time.Instant;

/** Orders to test a desk's parts with. */
final class WaitingOrders {
    static final ProcessId HERE = new ProcessId("000000000000000a");
    static final ProcessId THERE = new ProcessId("000000000000000b");
    static final ProcessId ELSEWHERE = new ProcessId("000000000000000c");
    static final Outcome SOLD_OUT = Outcome.refused(new Refusal.SoldOut());
    static final Outcome BUSY = Outcome.refused(new Refusal.Busy());
    static final Outcome UNKNOWN = new Outcome.Unknown();
    static final long TAKE_BY = 2_000;
    static final long ANSWER_BY = 10_000;

    private WaitingOrders() {}

    static WaitingOrder waiting(int number) {
        return waiting("buyer-" + number, "k", 1, number);
    }

    static WaitingOrder waiting(String buyer, String key, int quantity, int number) {
        OrderRequest request = new OrderRequest(
                new OrderId(String.format("%026d", number)),
                new SaleId("phone"),
                new BuyerId(buyer),
                new RequestKey(key),
                quantity);
        return new WaitingOrder(request, TAKE_BY, ANSWER_BY);
    }

    static Order orderOf(WaitingOrder one) {
        OrderRequest request = one.request();
        return new Order(
                request.orderId(),
                request.saleId(),
                request.buyer(),
                request.key(),
                request.quantity(),
                new Money(1, "CNY"),
                OrderStatus.UNPAID,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
