package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.event.Message;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentEffect;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.release.Cancellation;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each order is paid, cancelled and expired at the same instant by three threads; one of them wins. */
class PayCancelExpireRaceTest {
    private static final int ORDERS = 500;
    private static final RealOrderLife STORE = new RealOrderLife();
    private static final JsonMapper JSON = new JsonMapper();

    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final CyclicBarrier start = new CyclicBarrier(3);

    /** What the three were told. */
    private record Told(PaymentEffect effect, Cancellation cancellation, int expired) {
        /** That exactly one of them won, and each of the others knows. */
        OrderStatus winner() {
            List<OrderStatus> winners = new ArrayList<>();
            if (effect == PaymentEffect.PAYS) {
                winners.add(OrderStatus.PAID);
            }
            if (cancellation instanceof Cancellation.Cancelled) {
                winners.add(OrderStatus.CANCELLED);
            }
            if (expired == 1) {
                winners.add(OrderStatus.EXPIRED);
            }
            assertThat(winners).as(toString()).hasSize(1);
            return winners.get(0);
        }
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void oneOfThemWinsAndNoUnitIsLostOrDoubled() throws Exception {
        SaleId sale = Sales.open(STORE.real(), ORDERS);
        List<OrderRequest> requests = Sales.requests(sale, ORDERS);
        STORE.ledger().commit(sale, requests);

        Map<OrderId, OrderStatus> winners = new HashMap<>();
        for (OrderRequest request : requests) {
            Order order = STORE.orders().find(request.orderId()).orElseThrow();
            OrderStatus winner = race(order).winner();
            assertThat(STORE.orders().find(order.id()).orElseThrow().status())
                    .isEqualTo(winner == OrderStatus.PAID ? OrderStatus.PAID : OrderStatus.REFUND_DUE);
            winners.put(order.id(), winner);
        }
        long paid = winners.values().stream().filter(OrderStatus.PAID::equals).count();

        assertThat(STORE.catalog().find(sale).orElseThrow().stock().available()).isEqualTo(ORDERS - (int) paid);
        assertThat(STORE.audit().audit(sale).orElseThrow().violations()).isEmpty();
        refundAll();
        assertThat(STORE.orders().countByStatus(sale).getOrDefault(OrderStatus.PAID, 0L))
                .isEqualTo(paid);
        assertThat(STORE.orders().countByStatus(sale).getOrDefault(OrderStatus.REFUNDED, 0L))
                .isEqualTo(ORDERS - paid);
        assertThat(STORE.audit().audit(sale).orElseThrow().violations()).isEmpty();
        theOutboxTellsTheSame(winners);
    }

    private static void theOutboxTellsTheSame(Map<OrderId, OrderStatus> winners) {
        Map<OrderId, List<String>> told = new HashMap<>();
        for (Message message :
                STORE.outbox().unpublished(10 * ORDERS, 10 * ORDERS).messages()) {
            for (JsonNode order : JSON.readTree(message.payload()).get("orders")) {
                told.computeIfAbsent(new OrderId(order.get("orderId").asString()), id -> new ArrayList<>())
                        .add(message.type().name());
            }
        }
        winners.forEach((id, winner) -> assertThat(told.get(id))
                .isEqualTo(
                        winner == OrderStatus.PAID
                                ? List.of("PLACED", "PAID")
                                : List.of("PLACED", winner.name(), "REFUNDED")));
        assertThat(told).hasSameSizeAs(winners);
    }

    /** Only this order is due. */
    private Told race(Order order) throws Exception {
        Payment payment = new Payment(new PaymentId("p-" + order.id()), order.id(), order.amount());
        STORE.payments().receive(payment);
        STORE.lapse(order, Duration.ofSeconds(1));
        Future<PaymentEffect> pays =
                begin(() -> STORE.payments().settle(payment.id()).orElseThrow());
        Future<Cancellation> cancels = begin(() -> STORE.releases().cancel(order.id(), order.buyer()));
        Future<Integer> expires = begin(() -> STORE.releases().expire(order.saleId(), OrderReleases.MOST_EXPIRED));
        return new Told(get(pays), get(cancels), get(expires));
    }

    private <T> Future<T> begin(Callable<T> call) {
        return threads.submit(() -> {
            start.await(RealStore.SOON_SECONDS, TimeUnit.SECONDS);
            return call.call();
        });
    }

    private static <T> T get(Future<T> result) throws Exception {
        return result.get(RealStore.SOON_SECONDS, TimeUnit.SECONDS);
    }

    private static void refundAll() {
        STORE.payments().claimRefunds(ORDERS, Duration.ofMinutes(1)).forEach(due -> STORE.payments()
                .refunded(due.payment().id()));
    }
}
