package io.seckill.core.sale;

import java.time.Duration;
import java.time.Instant;

/** A sale and orders of it, for tests of what is done with them. */
public final class Samples {
    public static final SaleId SALE = new SaleId("phone");
    public static final BuyerId ALICE = new BuyerId("alice");
    public static final BuyerId BOB = new BuyerId("bob");
    public static final Money PRICE = new Money(19_900, "CNY");
    public static final Instant OPENS = Instant.parse("2030-01-01T10:00:00Z");
    public static final Instant CLOSES = Instant.parse("2030-01-01T14:00:00Z");
    public static final Duration PAY_WITHIN = Duration.ofMinutes(15);

    private Samples() {}

    public static SaleTerms terms() {
        return new SaleTerms("Phone", PRICE, OPENS, CLOSES, 2, PAY_WITHIN);
    }

    public static Sale sale(SaleId id) {
        return new Sale(id, terms(), SaleState.ACTIVE, Stock.full(10), 0, 1);
    }

    /** Alice's. */
    public static Order order(OrderStatus status) {
        return new Order(
                new OrderId("01JZ0000000000000000000000"),
                SALE,
                ALICE,
                new RequestKey("key-1"),
                1,
                PRICE,
                status,
                OPENS,
                OPENS.plus(PAY_WITHIN));
    }
}
