package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.core.sale.OrderStatus;
import io.seckill.web.fake.Fakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayingTest extends WebTest {
    private static final String ORDER = "01K8AAAAAAAAAAAAAAAAAAAAA1";

    private Call pay(String id) {
        return post("/api/orders/" + id + "/payment").token(Tokens.buyer("alice"));
    }

    @Test
    void aBuyerIsSentToThePaymentPage() {
        orders.put(Fakes.order(1, "alice"));

        Answer answer = pay(ORDER).send().is(200);

        assertThat(answer.json().propertyNames()).containsExactly("paymentUrl");
        assertThat(answer.json().path("paymentUrl").asString())
                .startsWith("http://127.0.0.1:" + port + "/sandbox/payments/" + ORDER + "/199900/CNY/");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @EnumSource(value = OrderStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "UNPAID")
    void anOrderThatWaitsForNoPaymentHasNoPage(OrderStatus status) {
        orders.put(Fakes.order(1, "alice").withStatus(status));

        Answer answer = pay(ORDER).send().isProblem(ErrorCode.WRONG_STATUS);

        assertThat(answer.json().path("orderStatus").asString()).isEqualTo(status.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"01K8AAAAAAAAAAAAAAAAAAAAA9", "x", "01k8aaaaaaaaaaaaaaaaaaaaa1", "a.b", "%C3%A4"})
    void anUnknownOrderIsNotFound(String id) {
        pay(id).send().isProblem(ErrorCode.ORDER_NOT_FOUND);
    }

    @Test
    void anotherBuyersOrderIsNotFound() {
        orders.put(Fakes.order(1, "bob"));

        pay(ORDER).send().isProblem(ErrorCode.ORDER_NOT_FOUND);
    }

    @Test
    void operatorsPayNothing() {
        post("/api/orders/" + ORDER + "/payment").token(Tokens.admin()).send().isProblem(ErrorCode.FORBIDDEN);
    }

    @Test
    void aBrokenDatabaseIsBusyForNothingWasDone() {
        orders.breaks();

        pay(ORDER).send().isProblem(ErrorCode.BUSY);
    }
}
