package io.seckill.infra.node;

import io.seckill.core.desk.Bundle;
import io.seckill.core.desk.Bundle.HandedOrder;
import io.seckill.core.desk.BundleReply;
import io.seckill.core.desk.ProcessId;
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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Bundles and replies for the tests of this package. */
final class Handed {
    static final SaleId SALE = new SaleId("s-1");
    static final ProcessId SENDER = new ProcessId("00000000000000aa");
    static final ProcessId DESK = new ProcessId("00000000000000bb");
    private static final Instant PLACED_AT = Instant.parse("2026-11-22T10:00:00.123456Z");

    /** Every kind that there is. */
    static final List<Outcome> OUTCOMES = List.of(
            new Outcome.Placed(order(0, OrderStatus.UNPAID, "alice")),
            new Outcome.Replayed(order(1, OrderStatus.PAID, "买家 🙂 \"\\")),
            new Outcome.Replayed(order(2, OrderStatus.REFUND_DUE, "álice")),
            new Outcome.Unknown(),
            Outcome.refused(new Refusal.SaleNotFound()),
            Outcome.refused(new Refusal.NotOpen(PLACED_AT)),
            Outcome.refused(new Refusal.NotOpen(Instant.parse("2199-12-31T23:59:59Z"))),
            Outcome.refused(new Refusal.Ended()),
            Outcome.refused(new Refusal.SoldOut()),
            Outcome.refused(new Refusal.TooManyExpired(3)),
            Outcome.refused(new Refusal.LimitReached(0)),
            Outcome.refused(new Refusal.LimitReached(1_000)),
            Outcome.refused(new Refusal.KeyReused()),
            Outcome.refused(new Refusal.Busy()),
            Outcome.refused(new Refusal.NotStorable()));

    private Handed() {}

    static OrderId id(int number) {
        return new OrderId(String.format("01KE%022d", number));
    }

    static Bundle bundle(int orders) {
        return bundle(IntStream.range(0, orders)
                .mapToObj(i -> handed(i, "buyer-" + i, "key-" + i, Duration.ofMillis(i)))
                .toList());
    }

    static Bundle bundle(List<HandedOrder> orders) {
        return new Bundle(SENDER, SALE, orders);
    }

    static HandedOrder handed(int number, String buyer, String key, Duration timeLeft) {
        return new HandedOrder(
                new OrderRequest(id(number), SALE, new BuyerId(buyer), new RequestKey(key), 1 + number % 3), timeLeft);
    }

    /** One answer of each kind. */
    static BundleReply.Answers answers() {
        Map<OrderId, Outcome> outcomes = new HashMap<>();
        for (int i = 0; i < OUTCOMES.size(); i++) {
            outcomes.put(id(i), OUTCOMES.get(i));
        }
        return new BundleReply.Answers(outcomes, 77);
    }

    private static Order order(int number, OrderStatus status, String buyer) {
        return new Order(
                id(number),
                SALE,
                new BuyerId(buyer),
                new RequestKey("k.-_9"),
                3,
                new Money(Long.MAX_VALUE, "KWD"),
                status,
                PLACED_AT,
                PLACED_AT.plusSeconds(900));
    }
}
