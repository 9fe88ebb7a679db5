package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.core.operate.Operated;
import io.seckill.web.fake.Fakes;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that an operator sends wrongly reaches a sale. */
class BadChangesTest extends WebTest {
    private static final String PHONE = "/api/admin/sales/phone";
    private static final List<String> TURNS = List.of("pause", "resume", "close");

    @BeforeEach
    void whatGetsThroughIsDone() {
        operations.answers(new Operated.Done(Fakes.open("phone")));
    }

    @AfterEach
    void nothingWasAsked() {
        assertThat(operations.asked()).isEmpty();
    }

    private Call edit() {
        return call("PATCH", PHONE).token(Tokens.admin());
    }

    private Answer edit(String body) {
        return edit().with("If-Match", "\"3\"").json(body).send();
    }

    private Call restock() {
        return post(PHONE + "/restock").token(Tokens.admin());
    }

    private Answer restock(String body) {
        return restock().key("k1").json(body).send();
    }

    @Test
    void anEditWithoutARevisionIsInvalid() {
        edit().json("{\"title\":\"Another\"}").send().isInvalidIn("If-Match");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "*",
                "W/\"3\"",
                "\"3",
                "\"\"",
                "\"03\"",
                "\"-3\"",
                "\"3.0\"",
                "\"x\"",
                "\"3\", \"4\"",
                "\"3-100-40-OPEN\"",
                "\"9999999999\"",
                "\" 3\""
            })
    void aRevisionThatIsNotOneInQuotesIsInvalid(String ifMatch) {
        edit().with("If-Match", ifMatch).json("{\"title\":\"Another\"}").send().isInvalidIn("If-Match");
    }

    @Test
    void twoRevisionsAreInvalid() {
        edit().with("If-Match", "\"3\"")
                .with("If-Match", "\"3\"")
                .json("{\"title\":\"Another\"}")
                .send()
                .isInvalidIn("If-Match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"title\":null}", "{\"title\":null,\"limitPerBuyer\":null}"})
    void anEditOfNothingIsInvalid(String body) {
        assertThat(edit(body).isInvalidIn("body").body()).contains("at least one of title");
    }

    @Test
    void everyFieldOfTheWrongTypeIsNamed() {
        edit("{\"title\":1,\"opensAt\":0,\"closesAt\":\"tomorrow\",\"limitPerBuyer\":\"2\",\"extra\":1}")
                .isInvalidIn("title", "opensAt", "closesAt", "limitPerBuyer", "extra");
    }

    @Test
    void everyFieldOutOfBoundsIsNamed() {
        edit("{\"title\":\" \",\"opensAt\":\"1999-01-01T00:00:00Z\",\"closesAt\":\"2200-01-01T00:00:00Z\","
                        + "\"limitPerBuyer\":0}")
                .isInvalidIn("title", "opensAt", "closesAt", "limitPerBuyer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":\"\"}|title",
                "{\"title\":\"a\\u0000b\"}|title",
                "{\"limitPerBuyer\":1001}|limitPerBuyer",
                "{\"limitPerBuyer\":-1}|limitPerBuyer",
                "{\"limitPerBuyer\":1.5}|limitPerBuyer",
                "{\"limitPerBuyer\":2147483648}|limitPerBuyer",
                "{\"opensAt\":\"2026-11-22T20:00:00Z\",\"closesAt\":\"2026-11-22T20:00:00Z\"}|closesAt",
                "{\"closesAt\":\"+1000000000-12-31T23:59:59Z\"}|closesAt",
                "{\"opensAt\":\"2026-11-22\"}|opensAt",
                "{\"title\":\"a\",\"price\":1}|price",
                "{\"title\":\"a\",\"total\":1}|total",
                "{\"title\":\"a\",\"payWithin\":\"PT1M\"}|payWithin",
                "{\"title\":\"a\",\"title\":\"b\"}|body",
                "[{\"title\":\"a\"}]|body",
                "{\"title\":\"a\"|body",
                "null|body"
            })
    void anEditThatCannotBeNamesItsFields(String body, String field) {
        edit(body).isInvalidIn(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"delta\":null}",
                "{\"delta\":0}",
                "{\"delta\":1.0}",
                "{\"delta\":\"1\"}",
                "{\"delta\":[1]}",
                "{\"delta\":2147483648}",
                "{\"delta\":-2147483649}"
            })
    void aDeltaThatIsNoWholeNumberButNotZeroIsInvalid(String body) {
        restock(body).isInvalidIn("delta");
    }

    @Test
    void unknownFieldsOfARestockAreNamed() {
        restock("{\"delta\":1,\"total\":5}").isInvalidIn("total");
    }

    @Test
    void aRestockNeedsAKey() {
        restock().json("{\"delta\":1}").send().isInvalidIn("Idempotency-Key");
        restock().key("a b").json("{\"delta\":1}").send().isInvalidIn("Idempotency-Key");
        restock().key("a").key("a").json("{\"delta\":1}").send().isInvalidIn("Idempotency-Key");
    }

    @Test
    void aBodyOverTheLimitIsInvalid() {
        String spaces = " ".repeat(16 * 1024);
        edit("{\"title\":\"a\"}" + spaces).isInvalidIn("body");
        restock("{\"delta\":1}" + spaces).isInvalidIn("body");
    }

    @Test
    void aMissingBodyIsInvalid() {
        edit("").isInvalidIn("body");
        restock("").isInvalidIn("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/merge-patch+json"})
    void anotherMediaTypeIsUnsupported(String type) {
        edit().with("If-Match", "\"3\"")
                .with("Content-Type", type)
                .body(BodyPublishers.ofString("{\"title\":\"a\"}"))
                .send()
                .isProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        restock()
                .key("k1")
                .with("Content-Type", type)
                .body(BodyPublishers.ofString("{\"delta\":1}"))
                .send()
                .isProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "%C3%A4", "123456789012345678901234567890123", "a%20b", "a'--"})
    void anIdThatNoSaleCanHaveIsNotFound(String id) {
        String path = "/api/admin/sales/" + id;
        call("PATCH", path)
                .token(Tokens.admin())
                .with("If-Match", "\"3\"")
                .json("{\"title\":\"a\"}")
                .send()
                .isProblem(ErrorCode.SALE_NOT_FOUND);
        post(path + "/restock")
                .token(Tokens.admin())
                .key("k1")
                .json("{\"delta\":1}")
                .send()
                .isProblem(ErrorCode.SALE_NOT_FOUND);
        for (String turn : TURNS) {
            post(path + "/" + turn).token(Tokens.admin()).send().isProblem(ErrorCode.SALE_NOT_FOUND);
        }
    }

    private Stream<Call> everyCall() {
        return Stream.concat(
                Stream.of(
                        call("PATCH", PHONE).with("If-Match", "\"3\"").json("{\"title\":\"a\"}"),
                        post(PHONE + "/restock").key("k1").json("{\"delta\":1}")),
                TURNS.stream().map(turn -> post(PHONE + "/" + turn)));
    }

    @Test
    void withoutATokenNothingIsLookedAt() {
        everyCall().forEach(call -> call.send().isProblem(ErrorCode.UNAUTHENTICATED));
        call("PATCH", PHONE).send().isProblem(ErrorCode.UNAUTHENTICATED);
        post(PHONE + "/restock").json("{").send().isProblem(ErrorCode.UNAUTHENTICATED);
        everyCall().forEach(call -> call.token("nonsense").send().isProblem(ErrorCode.UNAUTHENTICATED));
    }

    @Test
    void buyersAndMonitorsChangeNothing() {
        everyCall().forEach(call -> call.token(Tokens.buyer("alice")).send().isProblem(ErrorCode.FORBIDDEN));
        everyCall().forEach(call -> call.token(Tokens.of("prometheus", List.of("monitor")))
                .send()
                .isProblem(ErrorCode.FORBIDDEN));
    }

    @Test
    void anAnswerOfAnotherTypeThanJsonIsNotAcceptable() {
        everyCall().forEach(call -> call.token(Tokens.admin())
                .with("Accept", "text/html")
                .send()
                .isProblem(ErrorCode.NOT_ACCEPTABLE));
    }

    @Test
    void theShapeIsCheckedBeforeTheSale() {
        operations.answers(new Operated.NotFound());

        edit("{}").isInvalidIn("body");
        restock("{\"delta\":0}").isInvalidIn("delta");
    }
}
