package io.seckill.core.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.payment.PaymentBook.Receipt;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.Samples;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TakePaymentsTest {
    private static final Order UNPAID = Samples.order(OrderStatus.UNPAID);
    private static final Payment PAYMENT = new Payment(new PaymentId("one"), UNPAID.id(), UNPAID.amount());

    private final ScriptedPayments payments = new ScriptedPayments();

    @Test
    void anUnpaidOrderIsPaidAtThePageOfTheGateway() {
        assertThat(taking(UNPAID).page(UNPAID.id(), Samples.ALICE))
                .isEqualTo(new PaymentPage.Page(URI.create("https://pay.example/" + UNPAID.id() + "/19900/"
                        + UNPAID.payBy().getEpochSecond())));
    }

    @Test
    void anotherBuyersOrderIsNotFound() {
        assertThat(taking(UNPAID).page(UNPAID.id(), Samples.BOB)).isEqualTo(new PaymentPage.NotFound());
    }

    @Test
    void anOrderThatIsNotThereIsNotFound() {
        assertThat(taking(UNPAID).page(new OrderId("01JZ0000000000000000000001"), Samples.ALICE))
                .isEqualTo(new PaymentPage.NotFound());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNPAID")
    void anOrderThatDoesNotWaitForAPaymentHasNoPage(OrderStatus status) {
        Order order = Samples.order(status);
        assertThat(taking(order).page(order.id(), Samples.ALICE)).isEqualTo(new PaymentPage.WrongStatus(order));
    }

    @Test
    void withoutAGatewayThereIsNoPage() {
        TakePayments taking = new TakePayments(new OneOrder(UNPAID), payments, Optional.empty());
        assertThat(taking.page(UNPAID.id(), Samples.ALICE)).isEqualTo(new PaymentPage.Unavailable());
    }

    @Test
    void whileTheGatewayDoesNotAnswerThereIsNoPage() {
        payments.refused.put(PAYMENT.id(), "closed");
        assertThat(taking(UNPAID).page(UNPAID.id(), Samples.ALICE)).isEqualTo(new PaymentPage.Unavailable());
    }

    @Test
    void whoComesWhileManyWaitForTheGatewayDoesNotWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(32);
        CountDownLatch answer = new CountDownLatch(1);
        TakePayments taking = new TakePayments(new OneOrder(UNPAID), payments, Optional.of(new PaymentGateway() {
            @Override
            public URI page(PageRequest request) {
                asked.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    throw new PaymentGatewayException("interrupted", e);
                }
                return payments.page(request);
            }

            @Override
            public void refund(Payment payment) {
                throw new AssertionError("nobody refunds");
            }
        }));
        ExecutorService buyers = Executors.newCachedThreadPool();
        try {
            List<Future<PaymentPage>> first = Stream.generate(
                            () -> buyers.submit(() -> taking.page(UNPAID.id(), Samples.ALICE)))
                    .limit(32)
                    .toList();
            assertThat(asked.await(30, TimeUnit.SECONDS))
                    .as("as many as may wait do")
                    .isTrue();

            Future<PaymentPage> further = buyers.submit(() -> taking.page(UNPAID.id(), Samples.ALICE));
            assertThat(further.get(30, TimeUnit.SECONDS)).isEqualTo(new PaymentPage.Unavailable());

            answer.countDown();
            for (Future<PaymentPage> each : first) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isInstanceOf(PaymentPage.Page.class);
            }
            assertThat(taking.page(UNPAID.id(), Samples.ALICE)).isInstanceOf(PaymentPage.Page.class);
        } finally {
            buyers.shutdownNow();
        }
    }

    @Test
    void whoeverAskedInVainDoesNotWaitAnyMore() {
        TakePayments taking = taking(UNPAID);
        payments.refused.put(PAYMENT.id(), "closed");
        for (int i = 0; i < 32; i++) {
            assertThat(taking.page(UNPAID.id(), Samples.ALICE)).isEqualTo(new PaymentPage.Unavailable());
        }
        payments.refused.clear();
        assertThat(taking.page(UNPAID.id(), Samples.ALICE)).isInstanceOf(PaymentPage.Page.class);
    }

    @Test
    void aPaymentIsStoredBeforeItHasAnEffect() {
        assertThat(taking(UNPAID).paid(PAYMENT)).isEqualTo(Receipt.STORED);
        assertThat(payments.calls).containsExactly("receive one", "settle one");
    }

    @Test
    void toldAgainItIsSettledAllTheSame() {
        payments.receipt = Receipt.KNOWN;
        payments.effect = PaymentEffect.LATE;
        assertThat(taking(UNPAID).paid(PAYMENT)).isEqualTo(Receipt.KNOWN);
        assertThat(payments.calls)
                .as("its first receiver may not have lived to")
                .contains("settle one");
    }

    @Test
    void anotherPaymentUnderItsIdHasNoEffect() {
        payments.receipt = Receipt.OTHER;
        assertThat(taking(UNPAID).paid(PAYMENT)).isEqualTo(Receipt.OTHER);
        assertThat(payments.calls).containsExactly("receive one");
    }

    @Test
    void whatCouldNotBeSettledHasToBeToldAgain() {
        payments.failing.add(PAYMENT.id());
        TakePayments taking = taking(UNPAID);
        assertThatThrownBy(() -> taking.paid(PAYMENT)).isInstanceOf(BackendUnavailableException.class);
    }

    private TakePayments taking(Order order) {
        return new TakePayments(new OneOrder(order), payments, Optional.of(payments));
    }

    private record OneOrder(Order order) implements OrderBook {
        @Override
        public Optional<Order> find(OrderId id) {
            return Optional.of(order).filter(it -> it.id().equals(id));
        }

        @Override
        public Optional<Order> find(SaleId sale, BuyerId buyer, RequestKey key) {
            throw new AssertionError("nobody asks by key");
        }

        @Override
        public List<Order> list(BuyerId buyer, Optional<OrderId> before, int limit) {
            throw new AssertionError("nobody lists");
        }

        @Override
        public Map<OrderStatus, Long> countByStatus(SaleId sale) {
            throw new AssertionError("nobody counts");
        }
    }
}
