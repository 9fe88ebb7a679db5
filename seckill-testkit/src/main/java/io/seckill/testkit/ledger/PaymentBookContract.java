package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentBook.DueRefund;
import io.seckill.core.payment.PaymentBook.Receipt;
import io.seckill.core.payment.PaymentEffect;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.release.Cancellation;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link io.seckill.core.payment.PaymentBook} must do. */
public abstract class PaymentBookContract extends OrderLifeFixture {
    @Test
    void aPaymentIsStoredOnceAndHasNoEffectByThat() throws LedgerException {
        Order order = unpaid();
        Payment payment = payment(order);

        assertThat(payments().receive(payment)).isEqualTo(Receipt.STORED);
        assertThat(payments().receive(payment)).isEqualTo(Receipt.KNOWN);

        assertThat(status(order)).isEqualTo(OrderStatus.UNPAID);
    }

    @Test
    void anotherPaymentUnderTheSameIdIsTold() throws LedgerException {
        Order order = unpaid();
        Payment payment = payment(order);
        assertThat(payments().receive(payment)).isEqualTo(Receipt.STORED);

        for (Payment other : List.of(
                new Payment(payment.id(), unpaid().id(), order.amount()),
                new Payment(payment.id(), order.id(), order.amount().times(2)),
                new Payment(payment.id(), order.id(), new Money(order.amount().minorUnits(), "EUR")))) {
            assertThat(payments().receive(other)).isEqualTo(Receipt.OTHER);
        }
        assertThat(payments().settle(payment.id())).contains(PaymentEffect.PAYS);
    }

    @Test
    void aPaymentPaysItsOrder() throws LedgerException {
        Order order = unpaid();

        assertThat(pay(payment(order))).isEqualTo(PaymentEffect.PAYS);

        assertThat(status(order)).isEqualTo(OrderStatus.PAID);
        assertThat(available(order.saleId())).isEqualTo(9);
    }

    @Test
    void aPaymentThatIsSettledAgainHasNoOtherEffect() throws LedgerException {
        Order order = unpaid();
        Payment payment = payment(order);
        pay(payment);

        assertThat(payments().receive(payment)).isEqualTo(Receipt.KNOWN);
        assertThat(payments().settle(payment.id())).contains(PaymentEffect.PAYS);

        assertThat(told(order.saleId())).containsExactly(OrderEvent.Type.PLACED, OrderEvent.Type.PAID);
        assertThat(refunds(payment)).isEmpty();
    }

    @Test
    void theSameNotificationTwiceAtOncePaysOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            Order order = unpaid();
            Payment payment = payment(order);

            List<List<Object>> outcomes = AtOnce.call(Collections.nCopies(
                    2, () -> List.of(payments().receive(payment), payments().settle(payment.id()))));

            Object pays = Optional.of(PaymentEffect.PAYS);
            assertThat(outcomes).containsExactlyInAnyOrder(List.of(Receipt.STORED, pays), List.of(Receipt.KNOWN, pays));
            assertThat(told(order.saleId())).containsExactly(OrderEvent.Type.PLACED, OrderEvent.Type.PAID);
        }
    }

    @Test
    void twoPaymentsAtOncePayOnceAndOneIsRefunded() throws Exception {
        for (int i = 0; i < 20; i++) {
            Order order = unpaid();
            Payment one = payment(order);
            Payment other = payment(order);

            assertThat(AtOnce.call(List.of(() -> pay(one), () -> pay(other))))
                    .containsExactlyInAnyOrder(PaymentEffect.PAYS, PaymentEffect.SECOND);
            assertThat(refunds(one, other)).hasSize(1);
        }
    }

    @Test
    void aPaymentThatIsNotStoredHasNoEffect() {
        assertThat(payments().settle(freshPaymentId())).isEmpty();
    }

    @Test
    void aPaymentOfACancelledOrderIsGivenBack() throws LedgerException {
        Order order = unpaid();
        cancel(order);

        givenBackAsLate(order);
    }

    @Test
    void aPaymentOfAnExpiredOrderIsGivenBack() throws LedgerException {
        givenBackAsLate(expired());
    }

    private void givenBackAsLate(Order order) {
        Payment payment = payment(order);
        assertThat(pay(payment)).isEqualTo(PaymentEffect.LATE);
        assertThat(status(order)).isEqualTo(OrderStatus.REFUND_DUE);
        assertThat(available(order.saleId())).isEqualTo(10);
        assertThat(refunds(payment)).containsExactly(new DueRefund(payment, 0));

        payments().refunded(payment.id());

        assertThat(status(order)).isEqualTo(OrderStatus.REFUNDED);
        assertThat(available(order.saleId())).isEqualTo(10);
        assertThat(payments().settle(payment.id())).contains(PaymentEffect.LATE);
        assertThat(refunds(payment)).isEmpty();
    }

    @Test
    void aSecondPaymentIsGivenBackByItselfAndItsOrderStaysPaid() throws LedgerException {
        Order order = unpaid();
        Payment first = payment(order);
        pay(first);
        Payment second = payment(order);

        assertThat(pay(second)).isEqualTo(PaymentEffect.SECOND);

        assertThat(refunds(first, second)).containsExactly(new DueRefund(second, 0));
        payments().refunded(second.id());
        assertThat(status(order)).isEqualTo(OrderStatus.PAID);
        assertThat(told(order.saleId())).containsExactly(OrderEvent.Type.PLACED, OrderEvent.Type.PAID);
    }

    @Test
    void ofTwoLatePaymentsTheFirstOneTurnsTheOrder() throws LedgerException {
        Order order = expired();
        Payment first = payment(order);
        pay(first);
        Payment second = payment(order);

        assertThat(pay(second)).isEqualTo(PaymentEffect.SECOND);

        assertThat(refunds(first, second)).hasSize(2);
        payments().refunded(second.id());
        assertThat(status(order)).isEqualTo(OrderStatus.REFUND_DUE);
        payments().refunded(first.id());
        assertThat(status(order)).isEqualTo(OrderStatus.REFUNDED);
        assertThat(pay(payment(order))).isEqualTo(PaymentEffect.SECOND);
    }

    @Test
    void aPaymentOfAnotherAmountIsGivenBackAndItsOrderCanStillBePaid() throws LedgerException {
        Order order = unpaid();
        Money amount = order.amount();
        List<Payment> wrong = List.of(
                new Payment(freshPaymentId(), order.id(), new Money(amount.minorUnits() - 1, amount.currency())),
                new Payment(freshPaymentId(), order.id(), new Money(amount.minorUnits() + 1, amount.currency())),
                new Payment(freshPaymentId(), order.id(), new Money(amount.minorUnits(), "EUR")));

        for (Payment payment : wrong) {
            assertThat(pay(payment)).isEqualTo(PaymentEffect.DIFFERS);
            assertThat(refunds(payment)).hasSize(1);
            payments().refunded(payment.id());
        }

        assertThat(status(order)).isEqualTo(OrderStatus.UNPAID);
        assertThat(pay(payment(order))).isEqualTo(PaymentEffect.PAYS);
    }

    @Test
    void aPaymentOfNoOrderIsGivenBack() {
        Payment payment = new Payment(
                freshPaymentId(), request(freshSaleId(), "alice", "k", 1).orderId(), PRICE);

        assertThat(pay(payment)).isEqualTo(PaymentEffect.NO_ORDER);

        assertThat(refunds(payment)).containsExactly(new DueRefund(payment, 0));
        payments().refunded(payment.id());
        assertThat(refunds(payment)).isEmpty();
    }

    @Test
    void ofPayingCancellingAndExpiringTheFirstOneWins() throws LedgerException {
        Order paid = due(sale(1, 1), "alice");
        pay(payment(paid));
        assertThat(releases().cancel(paid.id(), paid.buyer())).isInstanceOf(Cancellation.WrongStatus.class);
        assertThat(releases().expire(paid.saleId(), OrderReleases.MOST_EXPIRED)).isZero();
        assertThat(status(paid)).isEqualTo(OrderStatus.PAID);

        Order cancelled = due(sale(1, 1), "alice");
        cancel(cancelled);
        assertThat(releases().expire(cancelled.saleId(), OrderReleases.MOST_EXPIRED))
                .isZero();
        assertThat(pay(payment(cancelled))).isEqualTo(PaymentEffect.LATE);
        assertThat(releases().cancel(cancelled.id(), cancelled.buyer())).isInstanceOf(Cancellation.WrongStatus.class);

        Order expired = expired();
        assertThat(pay(payment(expired))).isEqualTo(PaymentEffect.LATE);
        assertThat(releases().cancel(expired.id(), expired.buyer())).isInstanceOf(Cancellation.WrongStatus.class);
        assertThat(releases().expire(expired.saleId(), OrderReleases.MOST_EXPIRED))
                .isZero();
    }

    @Test
    void aRefundIsClaimedByOneAtATime() throws Exception {
        List<PaymentId> mine = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Payment payment = new Payment(
                    freshPaymentId(), request(freshSaleId(), "alice", "k", 1).orderId(), PRICE);
            pay(payment);
            mine.add(payment.id());
        }

        List<List<DueRefund>> claims =
                AtOnce.call(Collections.nCopies(3, () -> payments().claimRefunds(ALL, LONG)));

        List<PaymentId> claimed = new ArrayList<>();
        claims.forEach(claim -> claim.forEach(due -> claimed.add(due.payment().id())));
        refundsOf(mine, LONG).forEach(due -> claimed.add(due.payment().id()));
        claimed.retainAll(mine);
        assertThat(claimed).containsExactlyInAnyOrderElementsOf(mine);
    }

    @Test
    void atMostSoManyRefundsAreClaimed() throws LedgerException {
        pay(payment(expired()));
        pay(payment(expired()));

        assertThat(payments().claimRefunds(1, LONG)).hasSize(1);
    }

    @Test
    void aClaimEnds() throws LedgerException {
        Payment payment = payment(expired());
        pay(payment);

        assertThat(refundsOf(List.of(payment.id()), Duration.ZERO)).hasSize(1);
        assertThat(refundsOf(List.of(payment.id()), LONG)).hasSize(1);
        assertThat(refundsOf(List.of(payment.id()), LONG)).isEmpty();
    }

    @Test
    void aRefundThatFailedIsTriedAgainAfterTheDelay() throws LedgerException {
        Payment payment = payment(expired());
        pay(payment);

        payments().refundFailed(payment.id(), "no answer", LONG);
        assertThat(refunds(payment)).isEmpty();

        payments().refundFailed(payment.id(), "价".repeat(1_000), Duration.ZERO);
        assertThat(refunds(payment)).containsExactly(new DueRefund(payment, 2));
    }

    @Test
    void aRefundIsDoneOnce() throws LedgerException {
        Order order = expired();
        Payment payment = payment(order);
        pay(payment);

        payments().refunded(payment.id());
        payments().refunded(payment.id());
        payments().refundFailed(payment.id(), "no answer", Duration.ZERO);

        assertThat(refunds(payment)).isEmpty();
        assertThat(told(order.saleId()))
                .containsExactly(OrderEvent.Type.PLACED, OrderEvent.Type.EXPIRED, OrderEvent.Type.REFUNDED);
    }

    @Test
    void whatIsNotToBeRefundedIsNot() throws LedgerException {
        Order order = unpaid();
        Payment payment = payment(order);
        assertThat(payments().receive(payment)).isEqualTo(Receipt.STORED);
        payments().refunded(payment.id());
        payments().refunded(freshPaymentId());

        assertThat(payments().settle(payment.id())).contains(PaymentEffect.PAYS);
        payments().refunded(payment.id());

        assertThat(status(order)).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void paymentsWithoutAnEffectAreNamedAfterAWhile() throws LedgerException {
        Payment payment = payment(unpaid());
        assertThat(payments().receive(payment)).isEqualTo(Receipt.STORED);

        assertThat(payments().unsettled(LONG, ALL)).doesNotContain(payment.id());
        assertThat(payments().unsettled(Duration.ZERO, ALL)).contains(payment.id());
        assertThat(payments().unsettled(Duration.ZERO, 1)).hasSize(1);

        assertThat(payments().settle(payment.id())).contains(PaymentEffect.PAYS);
        assertThat(payments().unsettled(Duration.ZERO, ALL)).doesNotContain(payment.id());
    }

    @Test
    void aPaymentThatIsSettledLaterMakesRoomForOthers() throws LedgerException {
        Payment broken = payment(unpaid());
        Payment other = payment(unpaid());
        assertThat(payments().receive(broken)).isEqualTo(Receipt.STORED);
        assertThat(payments().receive(other)).isEqualTo(Receipt.STORED);

        payments().settleLater(broken.id(), LONG);

        assertThat(payments().unsettled(Duration.ZERO, ALL))
                .contains(other.id())
                .doesNotContain(broken.id());
        assertThat(payments().settle(broken.id())).contains(PaymentEffect.PAYS);
        assertThat(payments().settle(other.id())).contains(PaymentEffect.PAYS);
    }

    @Test
    void settlingLaterBeginsAnewAfterTheDelayAndIsNothingToASettledPayment() throws LedgerException {
        Payment payment = payment(unpaid());
        assertThat(payments().receive(payment)).isEqualTo(Receipt.STORED);

        payments().settleLater(payment.id(), Duration.ZERO);
        assertThat(payments().unsettled(Duration.ZERO, ALL)).contains(payment.id());

        assertThat(payments().settle(payment.id())).contains(PaymentEffect.PAYS);
        payments().settleLater(payment.id(), Duration.ZERO);
        assertThat(payments().unsettled(Duration.ZERO, ALL)).doesNotContain(payment.id());
        assertThat(payments().settle(payment.id())).contains(PaymentEffect.PAYS);
    }

    @Test
    void settlingLaterPutsNoRefundOff() throws LedgerException {
        Order order = unpaid();
        pay(payment(order));
        Payment second = payment(order);
        assertThat(pay(second)).isEqualTo(PaymentEffect.SECOND);

        payments().settleLater(second.id(), LONG);

        assertThat(refunds(second)).containsExactly(new DueRefund(second, 0));
    }

    /** Claims every refund that is due, and gives those of these payments. */
    private List<DueRefund> refunds(Payment... of) {
        return refundsOf(List.of(of).stream().map(Payment::id).toList(), LONG);
    }

    private List<DueRefund> refundsOf(List<PaymentId> of, Duration until) {
        return payments().claimRefunds(ALL, until).stream()
                .filter(due -> of.contains(due.payment().id()))
                .toList();
    }
}
