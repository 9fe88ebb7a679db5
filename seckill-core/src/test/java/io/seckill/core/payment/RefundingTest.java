package io.seckill.core.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.payment.PaymentBook.DueRefund;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundingTest {
    private static final PaymentId ONE = new PaymentId("one");
    private static final PaymentId OTHER = new PaymentId("other");

    private final ScriptedPayments payments = new ScriptedPayments();
    private final Refunding refunding = new Refunding(payments, Optional.of(payments), payments);

    @Test
    void whatIsDueIsRefundedAndThenWrittenDown() {
        payments.due.addAll(List.of(due(ONE, 0), due(OTHER, 3)));
        assertThat(refunding.go()).isPositive();
        assertThat(payments.calls).containsExactly("refund one", "refunded one", "refund other", "refunded other");
        assertThat(payments.refunds).isEqualTo(2);
        assertThat(payments.failures).isZero();
    }

    @Test
    void paymentsThatTheirReceiverDidNotLiveToSettleAreSettled() {
        payments.unsettled.addAll(List.of(ONE, OTHER));
        refunding.go();
        assertThat(payments.calls).containsExactly("settle one", "settle other");
    }

    @Test
    void withoutAGatewayPaymentsAreSettledAllTheSame() {
        payments.unsettled.add(ONE);
        payments.due.add(due(OTHER, 0));
        assertThat(new Refunding(payments, Optional.empty(), payments).go()).isPositive();
        assertThat(payments.calls).containsExactly("settle one");
    }

    @Test
    void oneThatCannotBeSettledKeepsNoOtherWaiting() {
        payments.unsettled.addAll(List.of(ONE, OTHER));
        payments.failing.add(ONE);
        payments.due.add(due(OTHER, 0));
        refunding.go();
        assertThat(payments.calls).containsExactly("later one", "settle other", "refund other", "refunded other");
    }

    @Test
    void oneThatCannotEvenBeSettledLaterKeepsNoOtherWaiting() {
        payments.unsettled.addAll(List.of(ONE, OTHER));
        payments.failing.add(ONE);
        payments.settlingLaterFails = true;
        refunding.go();
        assertThat(payments.calls).containsExactly("settle other");
    }

    @Test
    void manyThatCannotBeSettledHideNoneThatCame() {
        IntStream.range(0, 10).forEach(i -> payments.unsettled.add(new PaymentId("broken-" + i)));
        payments.failing.addAll(payments.unsettled);
        payments.unsettled.add(ONE);
        refunding.go();
        assertThat(payments.delays).hasSize(10).containsValue(Duration.ofSeconds(30));
        refunding.go();
        assertThat(payments.calls).endsWith("settle one");
    }

    @Test
    void oneThatTheGatewayRefusesKeepsNoOtherWaiting() {
        payments.due.addAll(List.of(due(ONE, 0), due(OTHER, 0)));
        payments.refused.put(ONE, "closed");
        refunding.go();
        assertThat(payments.calls).containsExactly("failed one", "refund other", "refunded other");
        assertThat(payments.refunds).isEqualTo(1);
        assertThat(payments.failures).isEqualTo(1);
    }

    @Test
    void aGatewayThatFailsInItsOwnWayHasFailedToo() {
        PaymentGateway broken = new PaymentGateway() {
            @Override
            public URI page(PageRequest request) {
                throw new AssertionError("nobody pays here");
            }

            @Override
            public void refund(Payment payment) {
                throw new UnsupportedOperationException();
            }
        };
        payments.due.add(due(ONE, 0));
        new Refunding(payments, Optional.of(broken), payments).go();
        assertThat(payments.delays).containsOnlyKeys(ONE);
    }

    @Test
    void whatCannotBeWrittenDownKeepsNoOtherWaiting() {
        payments.due.addAll(List.of(due(ONE, 0), due(OTHER, 0)));
        payments.failing.add(ONE);
        refunding.go();
        assertThat(payments.calls).containsExactly("refund one", "refund other", "refunded other");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,2", "2,4", "7,128", "8,256", "9,300", "10,300", "1000000,300"})
    void theMoreTriesFailedTheLaterComesTheNextOneButNeverTooLate(int tries, int seconds) {
        payments.due.add(due(ONE, tries));
        payments.refused.put(ONE, "closed");
        refunding.go();
        assertThat(payments.delays).containsEntry(ONE, Duration.ofSeconds(seconds));
    }

    @Test
    void moreThanOneRoundCanTakeComesInTheNextOneAtOnce() {
        IntStream.range(0, 15).forEach(i -> payments.due.add(due(new PaymentId("payment-" + i), 0)));
        assertThat(refunding.go()).isZero();
        assertThat(refunding.go()).isPositive();
        assertThat(payments.refunds).isEqualTo(15);
    }

    private static DueRefund due(PaymentId id, int tries) {
        return new DueRefund(new Payment(id, Samples.order(OrderStatus.EXPIRED).id(), Samples.PRICE), tries);
    }
}
