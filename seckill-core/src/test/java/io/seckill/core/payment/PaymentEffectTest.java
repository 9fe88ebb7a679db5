package io.seckill.core.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.sale.Money;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentEffectTest {
    @ParameterizedTest
    @CsvSource({
        "UNPAID,     PAYS,   PAID,       false",
        "PAID,       SECOND, PAID,       true",
        "CANCELLED,  LATE,   REFUND_DUE, true",
        "EXPIRED,    LATE,   REFUND_DUE, true",
        "REFUND_DUE, SECOND, REFUND_DUE, true",
        "REFUNDED,   SECOND, REFUNDED,   true",
    })
    void whatItMeansForAnOrder(OrderStatus status, PaymentEffect effect, OrderStatus after, boolean refunded) {
        PaymentEffect found = effectOf(Samples.PRICE, status);
        assertThat(found).isEqualTo(effect);
        assertThat(found.after(status)).isEqualTo(after);
        assertThat(found.isRefunded()).isEqualTo(refunded);
    }

    @ParameterizedTest
    @EnumSource
    void anotherAmountOrCurrencyChangesNoOrderAndGoesBack(OrderStatus status) {
        Money price = Samples.PRICE;
        for (Money paid : new Money[] {
            new Money(price.minorUnits() - 1, "CNY"),
            new Money(price.minorUnits() + 1, "CNY"),
            new Money(price.minorUnits(), "USD")
        }) {
            PaymentEffect effect = effectOf(paid, status);
            assertThat(effect).as(paid.toString()).isEqualTo(PaymentEffect.DIFFERS);
            assertThat(effect.after(status)).isEqualTo(status);
            assertThat(effect.isRefunded()).isTrue();
        }
    }

    @Test
    void withoutAnOrderItGoesBack() {
        PaymentEffect effect = PaymentEffect.of(payment(Samples.PRICE), Optional.empty());
        assertThat(effect).isEqualTo(PaymentEffect.NO_ORDER);
        assertThat(effect.isRefunded()).isTrue();
    }

    private static PaymentEffect effectOf(Money paid, OrderStatus status) {
        return PaymentEffect.of(payment(paid), Optional.of(Samples.order(status)));
    }

    private static Payment payment(Money amount) {
        Order order = Samples.order(OrderStatus.UNPAID);
        return new Payment(new PaymentId("payment-1"), order.id(), amount);
    }
}
