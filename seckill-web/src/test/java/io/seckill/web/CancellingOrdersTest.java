package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.core.sale.OrderStatus;
import io.seckill.web.fake.Fakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancellingOrdersTest extends WebTest {
    private static final String ORDER = "01K8AAAAAAAAAAAAAAAAAAAAA1";

    private Call cancel(String id) {
        return post("/api/orders/" + id + "/cancel").token(Tokens.buyer("alice"));
    }

    @Test
    void anUnpaidOrderIsCancelledAndAgainWithTheSameAnswer() {
        orders.put(Fakes.order(1, "alice"));

        Answer cancelled = cancel(ORDER).send().is(200);

        assertThat(cancelled.json().path("id").asString()).isEqualTo(ORDER);
        assertThat(cancelled.json().path("status").asString()).isEqualTo("CANCELLED");
        assertThat(cancel(ORDER).send().is(200).json()).isEqualTo(cancelled.json());
        assertThat(get("/api/orders/" + ORDER)
                        .token(Tokens.buyer("alice"))
                        .send()
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"PAID", "EXPIRED", "REFUND_DUE", "REFUNDED"})
    void anOrderThatIsPaidOrOverIsNotCancelledAndItsStatusIsTold(OrderStatus status) {
        orders.put(Fakes.order(1, "alice").withStatus(status));

        Answer answer = cancel(ORDER).send().isProblem(ErrorCode.WRONG_STATUS);

        assertThat(answer.json().path("orderStatus").asString()).isEqualTo(status.name());
    }

    @Test
    void anotherBuyersOrderIsNotFoundAndStaysAsItIs() {
        orders.put(Fakes.order(1, "bob"));

        cancel(ORDER).send().isProblem(ErrorCode.ORDER_NOT_FOUND);

        assertThat(get("/api/orders/" + ORDER)
                        .token(Tokens.buyer("bob"))
                        .send()
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("UNPAID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01K8AAAAAAAAAAAAAAAAAAAAA9", "x", "01k8aaaaaaaaaaaaaaaaaaaaa1", "a.b", "%C3%A4"})
    void anUnknownOrderIsNotFound(String id) {
        cancel(id).send().isProblem(ErrorCode.ORDER_NOT_FOUND);
    }

    @Test
    void aBodyThatComesAlongIsNotLookedAt() {
        orders.put(Fakes.order(1, "alice"));

        cancel(ORDER).json("{\"quantity\":").send().is(200);
    }

    @Test
    void operatorsCancelNothingInBuyersNames() {
        post("/api/orders/" + ORDER + "/cancel").token(Tokens.admin()).send().isProblem(ErrorCode.FORBIDDEN);
    }

    @Test
    void whileTooManyAreCancelledItIsBusy() {
        orders.put(Fakes.order(1, "alice"));
        orders.isFull();

        Answer answer = cancel(ORDER).send().isProblem(ErrorCode.BUSY);

        assertThat(answer.json().path("detail").asString()).contains("Nothing was done");
    }

    @Test
    void aBrokenDatabaseLeavesItUnknown() {
        orders.breaks();

        Answer answer = cancel(ORDER).send().isProblem(ErrorCode.OUTCOME_UNKNOWN);

        assertThat(answer.json().path("detail").asString()).contains("may have been cancelled");
    }
}
