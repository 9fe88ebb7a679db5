package io.seckill.web.fake;

import io.seckill.core.admission.SaleSignals;
import io.seckill.core.desk.DeskAddress;
import io.seckill.core.desk.NodeActivity;
import io.seckill.core.desk.ProcessId;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.desk.SaleActivity;
import io.seckill.core.payment.PaymentGateway;
import io.seckill.core.payment.TakePayments;
import io.seckill.core.release.CancelOrder;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.SaleTerms;
import io.seckill.core.sale.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The ports in memory, and some sales and orders to put there. */
@TestConfiguration(proxyBeanMethods = false)
public class Fakes {
    @Bean
    ScriptedPlaceOrder placeOrder() {
        return new ScriptedPlaceOrder();
    }

    @Bean
    MemorySales sales() {
        return new MemorySales();
    }

    @Bean
    MemoryOrders orders() {
        return new MemoryOrders();
    }

    @Bean
    ScriptedOperations operations() {
        return new ScriptedOperations();
    }

    @Bean
    MemoryPayments payments(MemoryOrders orders) {
        return new MemoryPayments(orders);
    }

    @Bean
    CancelOrder cancelOrder(MemoryOrders orders) {
        return new CancelOrder(orders, SaleSignals.none());
    }

    @Bean
    TakePayments takePayments(MemoryOrders orders, MemoryPayments payments, ObjectProvider<PaymentGateway> gateway) {
        return new TakePayments(orders, payments, Optional.ofNullable(gateway.getIfAvailable()));
    }

    @Bean
    SteppedTimers sandboxTimers() {
        return new SteppedTimers();
    }

    @Bean
    SaleActivities activities() {
        return new SaleActivities() {
            @Override
            public SaleActivity of(SaleId sale) {
                return new SaleActivity(
                        SaleActivity.Standing.SELLING,
                        Optional.of(new DeskAddress(new ProcessId("00000000000000ff"), "10.0.0.1", 9090)),
                        Optional.of(Instant.parse("2026-11-22T20:00:00Z")),
                        3,
                        1234.5,
                        10,
                        99.5,
                        400,
                        Duration.ofMillis(2),
                        Duration.ofMillis(9),
                        Duration.ofMillis(12));
            }

            @Override
            public NodeActivity ofAll() {
                return new NodeActivity(3, Map.of(SaleActivity.Standing.SELLING, 1));
            }
        };
    }

    /** A sale of 100 units that is open for an hour. */
    public static Sale open(String id) {
        return sale(id, SaleState.ACTIVE, Duration.ofMinutes(-30), Duration.ofMinutes(30));
    }

    public static Sale sale(String id, SaleState state, Duration opensIn, Duration closesIn) {
        Instant now = Instant.now();
        SaleTerms terms = new SaleTerms(
                "A phone", new Money(199_900, "CNY"), now.plus(opensIn), now.plus(closesIn), 2, Duration.ofMinutes(15));
        return new Sale(new SaleId(id), terms, state, new Stock(100, 40), 60, 3);
    }

    /** @param number 0 to 9; the higher, the newer */
    public static Order order(int number, String buyer) {
        Instant placedAt = Instant.parse("2026-11-22T20:00:00.123456Z");
        return new Order(
                new OrderId("01K8AAAAAAAAAAAAAAAAAAAAA" + number),
                new SaleId("phone"),
                new BuyerId(buyer),
                new RequestKey("key-" + number),
                1,
                new Money(199_900, "CNY"),
                OrderStatus.UNPAID,
                placedAt,
                placedAt.plus(Duration.ofMinutes(15)));
    }
}
