package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleEdit;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.web.fake.Fakes;
import io.seckill.web.fake.ScriptedOperations.Edited;
import io.seckill.web.fake.ScriptedOperations.Restocked;
import io.seckill.web.fake.ScriptedOperations.Turned;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators change of a sale, and what they are answered; bad input is in {@link BadChangesTest}. */
class ChangingSalesTest extends WebTest {
    private static final SaleId PHONE = new SaleId("phone");
    private static final BuyerId OPERATOR = new BuyerId("op");
    private final Sale sale = Fakes.open("phone");

    private Answer edit(String body) {
        return call("PATCH", "/api/admin/sales/phone")
                .token(Tokens.admin())
                .with("If-Match", "\"3\"")
                .json(body)
                .send();
    }

    private Answer restock(int delta) {
        return post("/api/admin/sales/phone/restock")
                .token(Tokens.admin())
                .key("k1")
                .json("{\"delta\":" + delta + "}")
                .send();
    }

    private Answer turn(String how) {
        return post("/api/admin/sales/phone/" + how).token(Tokens.admin()).send();
    }

    @Test
    void aCreatedSaleHasItsRevisionForATag() {
        Call create = post("/api/admin/sales").token(Tokens.admin()).key("k1");
        create.json(
                "{\"title\":\"A phone\",\"price\":1,\"currency\":\"CNY\",\"total\":1,\"limitPerBuyer\":1,"
                        + "\"opensAt\":\"2026-11-22T20:00:00Z\",\"closesAt\":\"2026-11-22T21:00:00Z\",\"payWithin\":\"PT15M\"}");

        assertThat(create.send().is(201).header("ETag")).isEqualTo("\"1\"");
        assertThat(create.send().is(200).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void anEditChangesWhatItNamesAndLeavesTheRest() {
        operations.answers(new Operated.Done(sale));

        Answer answer = edit("{\"title\":\"Another\"}").is(200);

        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        assertThat(answer.json().path("id").asString()).isEqualTo("phone");
        edit("{\"opensAt\":\"2026-11-22T20:00:00.1234567Z\",\"closesAt\":\"2026-11-22T21:00:00+00:00\","
                        + "\"limitPerBuyer\":5,\"title\":null}")
                .is(200);
        assertThat(operations.asked())
                .containsExactly(
                        new Edited(
                                PHONE,
                                3,
                                new SaleEdit(
                                        Optional.of("Another"), Optional.empty(), Optional.empty(), Optional.empty()),
                                OPERATOR),
                        new Edited(
                                PHONE,
                                3,
                                new SaleEdit(
                                        Optional.empty(),
                                        Optional.of(Instant.parse("2026-11-22T20:00:00.123456Z")),
                                        Optional.of(Instant.parse("2026-11-22T21:00:00Z")),
                                        Optional.of(5)),
                                OPERATOR));
    }

    @Test
    void anEditOfAnotherRevisionIsRefusedAndTheRightOneIsTold() {
        operations.answers(new Operated.OtherRevision(sale));

        Answer answer = edit("{\"title\":\"Another\"}").isProblem(ErrorCode.PRECONDITION_FAILED);

        assertThat(answer.json().path("detail").asString()).contains("\"3\"");
    }

    @Test
    void aLimitBelowWhatABuyerHasIsRefusedAndTheLeastIsTold() {
        operations.answers(new Operated.LimitBelowBought(sale, 4));

        Answer answer = edit("{\"limitPerBuyer\":3}").isInvalidIn("limitPerBuyer");

        assertThat(answer.body()).contains("must be at least 4");
    }

    @Test
    void anEditThatDoesNotSuitTheSaleNamesItsField() {
        operations.answers(() -> {
            new SaleEdit(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(sale.terms().opensAt()),
                            Optional.empty())
                    .applyTo(sale.terms());
            throw new AssertionError("it does suit");
        });

        edit("{\"closesAt\":\"2026-11-22T20:00:00Z\"}").isInvalidIn("closesAt");
    }

    @Test
    void unitsAreAddedAndTakenAway() {
        operations.answers(new Operated.Done(sale));

        assertThat(restock(10).is(200).header("ETag")).isEqualTo("\"3\"");
        assertThat(restock(-5).is(200).header("Idempotency-Replayed")).isEmpty();

        assertThat(operations.asked())
                .containsExactly(
                        new Restocked(PHONE, 10, new RequestKey("k1"), OPERATOR),
                        new Restocked(PHONE, -5, new RequestKey("k1"), OPERATOR));
    }

    @Test
    void aRepeatedRestockIsAnsweredAsARepeat() {
        operations.answers(new Operated.Unchanged(sale));

        Answer answer = restock(10).is(200);

        assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        assertThat(answer.json().path("total").asInt()).isEqualTo(100);
    }

    @Test
    void aDeltaThatCannotBeIsRefusedAndTheBoundsAreTold() {
        operations.answers(new Operated.DeltaOutOfBounds(sale, -40, 9_999_900));

        assertThat(restock(-41).isInvalidIn("delta").body()).contains("from -40 to 9999900");
    }

    @Test
    void aKeyThatWasUsedForAnotherRestockIsRefused() {
        operations.answers(new Operated.KeyReused());

        restock(10).isProblem(ErrorCode.KEY_REUSED);
    }

    @ParameterizedTest
    @CsvSource({"pause, PAUSED, PAUSED", "resume, ACTIVE, OPEN", "close, CLOSED, ENDED"})
    void aSaleIsPausedResumedAndClosed(String how, SaleState to, String phase) {
        Sale turned = Fakes.sale("phone", to, Duration.ofMinutes(-30), Duration.ofMinutes(30));
        operations.answers(new Operated.Done(turned));

        Answer answer = turn(how).is(200);

        assertThat(answer.json().path("phase").asString()).isEqualTo(phase);
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        operations.answers(new Operated.Unchanged(turned));
        assertThat(turn(how).is(200).json()).isEqualTo(answer.json());
        assertThat(operations.asked()).contains(new Turned(PHONE, to, OPERATOR));
    }

    @Test
    void aClosedSaleStaysClosed() {
        operations.answers(new Operated.Closed(sale));

        edit("{\"title\":\"Another\"}").isProblem(ErrorCode.ENDED);
        restock(1).isProblem(ErrorCode.ENDED);
        turn("pause").isProblem(ErrorCode.ENDED);
        turn("resume").isProblem(ErrorCode.ENDED);
    }

    @Test
    void anUnknownSaleIsNotFound() {
        edit("{\"title\":\"Another\"}").isProblem(ErrorCode.SALE_NOT_FOUND);
        restock(1).isProblem(ErrorCode.SALE_NOT_FOUND);
        turn("pause").isProblem(ErrorCode.SALE_NOT_FOUND);
        turn("resume").isProblem(ErrorCode.SALE_NOT_FOUND);
        turn("close").isProblem(ErrorCode.SALE_NOT_FOUND);
    }

    @Test
    void aBrokenDatabaseLeavesItUnknown() {
        operations.answers(() -> {
            throw new BackendUnavailableException("UPDATE secrets com.mysql.cj", null);
        });

        edit("{\"title\":\"Another\"}").isProblem(ErrorCode.OUTCOME_UNKNOWN);
        restock(1).isProblem(ErrorCode.OUTCOME_UNKNOWN);
        turn("pause").isProblem(ErrorCode.OUTCOME_UNKNOWN);
        turn("resume").isProblem(ErrorCode.OUTCOME_UNKNOWN);
        turn("close").isProblem(ErrorCode.OUTCOME_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "close"})
    void aBodyThatComesAlongIsNotLookedAt(String how) {
        operations.answers(new Operated.Done(sale));

        post("/api/admin/sales/phone/" + how)
                .token(Tokens.admin())
                .json("{\"x\":")
                .send()
                .is(200);
    }
}
