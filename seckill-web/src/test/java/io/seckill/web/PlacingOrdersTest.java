package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.web.fake.Fakes;
import io.seckill.web.fake.ScriptedPlaceOrder.Asked;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlacingOrdersTest extends WebTest {
    @Test
    void aPlacedOrderIsCreatedAndSaysWhereItIs() {
        placeOrder.answers(new Outcome.Placed(Fakes.order(1, "alice")));

        Answer answer = order().send().is(201);

        assertThat(answer.header("Location")).isEqualTo("/api/orders/01K8AAAAAAAAAAAAAAAAAAAAA1");
        assertThat(answer.header("Idempotency-Replayed")).isEmpty();
        assertThat(answer.json().toString())
                .isEqualTo("{\"id\":\"01K8AAAAAAAAAAAAAAAAAAAAA1\",\"saleId\":\"phone\",\"quantity\":1,"
                        + "\"amount\":199900,\"currency\":\"CNY\",\"status\":\"UNPAID\","
                        + "\"placedAt\":\"2026-11-22T20:00:00.123456Z\",\"payBy\":\"2026-11-22T20:15:00.123456Z\"}");
        assertThat(placeOrder.asked())
                .containsExactly(new Asked(new SaleId("phone"), new BuyerId("alice"), new RequestKey("k1"), 1));
    }

    @Test
    void aRepeatIsAnsweredWithTheSameOrderAndSaysThatItIsARepeat() {
        placeOrder.answers(new Outcome.Replayed(Fakes.order(1, "alice")));

        Answer answer = order().send().is(200);

        assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answer.json().path("id").asString()).isEqualTo("01K8AAAAAAAAAAAAAAAAAAAAA1");
    }

    static Stream<Object[]> refusals() {
        return Stream.of(new Object[][] {
            {new Refusal.SaleNotFound(), ErrorCode.SALE_NOT_FOUND},
            {new Refusal.NotOpen(Instant.parse("2026-11-22T20:00:00Z")), ErrorCode.NOT_OPEN},
            {new Refusal.Ended(), ErrorCode.ENDED},
            {new Refusal.SoldOut(), ErrorCode.SOLD_OUT},
            {new Refusal.LimitReached(2), ErrorCode.LIMIT_REACHED},
            {new Refusal.TooManyExpired(3), ErrorCode.TOO_MANY_EXPIRED},
            {new Refusal.KeyReused(), ErrorCode.KEY_REUSED},
            {new Refusal.Busy(), ErrorCode.BUSY},
            {new Refusal.NotStorable(), ErrorCode.INTERNAL},
        });
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void eachRefusalHasItsCode(Refusal refusal, ErrorCode code) {
        placeOrder.answers(Outcome.refused(refusal));

        Answer answer = order().send().isProblem(code);

        assertThat(answer.json().path("opensAt").asString(""))
                .isEqualTo(code == ErrorCode.NOT_OPEN ? "2026-11-22T20:00:00Z" : "");
        assertThat(answer.json().path("alreadyBought").asInt(-1)).isEqualTo(code == ErrorCode.LIMIT_REACHED ? 2 : -1);
    }

    @Test
    void whoLetTooManyOrdersExpireIsToldHowMany() {
        placeOrder.answers(Outcome.refused(new Refusal.TooManyExpired(3)));

        Answer answer = order().send().isProblem(ErrorCode.TOO_MANY_EXPIRED);

        assertThat(answer.json().path("detail").asString()).contains("3 orders");
    }

    @Test
    void everyRefusalIsAmongThoseThatTheTestShows() {
        assertThat(refusals().<Object>map(row -> row[0].getClass()))
                .containsExactlyInAnyOrder((Object[]) Refusal.class.getPermittedSubclasses());
    }

    @Test
    void anUnknownOutcomeIsToldAsSuch() {
        placeOrder.answers(new Outcome.Unknown());

        order().send().isProblem(ErrorCode.OUTCOME_UNKNOWN);
    }

    @Test
    void anOrderThatIsNeverAnsweredTimesOutAsUnknown() {
        placeOrder.answers(CompletableFuture::new);

        order().send().isProblem(ErrorCode.OUTCOME_UNKNOWN);
    }

    @Test
    void aBrokenBackendWhilePlacingIsUnknownToo() {
        placeOrder.answers(() -> CompletableFuture.failedFuture(new BackendUnavailableException("SELECT 1", null)));

        order().send().isProblem(ErrorCode.OUTCOME_UNKNOWN);
    }

    @Test
    void anAnswerThatComesLaterFromAnotherThreadArrives() {
        CompletableFuture<Outcome> later = new CompletableFuture<>();
        placeOrder.answers(() -> {
            Thread thread = new Thread(() -> later.complete(new Outcome.Placed(Fakes.order(1, "alice"))));
            thread.start();
            return later;
        });

        order().send().is(201);
    }

    @Test
    void aBugIsAnsweredWithAnIdAndNothingElse() {
        placeOrder.answers(() -> {
            throw new IllegalStateException("io.seckill.Secret at line 3");
        });
        Answer thrown = order().send().isProblem(ErrorCode.INTERNAL);
        placeOrder.answers(() -> CompletableFuture.failedFuture(new IllegalStateException("io.seckill.Secret")));
        Answer failed = order().send().isProblem(ErrorCode.INTERNAL);

        assertThat(thrown.json().propertyNames()).containsExactlyInAnyOrder("title", "status", "detail", "code", "id");
        assertThat(failed.json().path("id").asString())
                .isNotEqualTo(thrown.json().path("id").asString());
    }
}
