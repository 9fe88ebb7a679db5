package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadOrdersTest extends WebTest {
    private static final String GOOD = "{\"quantity\":1}";

    @AfterEach
    void nothingWasPlaced() {
        assertThat(placeOrder.asked()).isEmpty();
    }

    private Call withKey(String key) {
        return post(ORDERS).token(Tokens.buyer("alice")).key(key).json(GOOD);
    }

    private Call withBody(String body) {
        return post(ORDERS).token(Tokens.buyer("alice")).key("k1").json(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "{",
                "{\"quantity\":1",
                "{\"quantity\":1} x",
                "{\"quantity\":1}{\"quantity\":1}",
                "{\"quantity\":1,\"quantity\":1}",
                "{'quantity':1}",
                "{\"quantity\":1,}",
                "{\"quantity\":01}",
                "{\"quantity\":NaN}",
                "[1]",
                "1",
                "null",
                "\"quantity\"",
                "<quantity>1</quantity>"
            })
    void aBodyThatIsNotOneJsonObjectIsInvalid(String body) {
        withBody(body).send().isInvalidIn("body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1001",
                "1.5",
                "1.0",
                "1e0",
                "1e999999999",
                "2147483648",
                "4294967297",
                "18446744073709551617",
                "99999999999999999999999999999999999999",
                "\"1\"",
                "true",
                "null",
                "[1]",
                "{}"
            })
    void aQuantityThatIsNoWholeNumberFromOneToAThousandIsInvalid(String quantity) {
        withBody("{\"quantity\":" + quantity + "}").send().isInvalidIn("quantity");
    }

    @Test
    void aMissingQuantityIsInvalid() {
        withBody("{}").send().isInvalidIn("quantity");
    }

    @Test
    void aNumberThatIsLongBeyondReasonIsInvalid() {
        withBody("{\"quantity\":" + "9".repeat(10_000) + "}").send().isInvalidIn("body");
    }

    @Test
    void unknownFieldsAreNamed() {
        withBody("{\"quantity\":1,\"buyer\":\"bob\",\"price\":1}").send().isInvalidIn("buyer", "price");
        withBody("{\"Quantity\":1}").send().isInvalidIn("quantity", "Quantity");
    }

    @Test
    void manyUnknownFieldsAreNotAllEchoed() {
        StringBuilder body = new StringBuilder("{\"quantity\":1");
        for (int i = 0; i < 1000; i++) {
            body.append(",\"f").append(i).append("\":1");
        }
        Answer answer = withBody(body.append('}').toString()).send().isProblem(ErrorCode.INVALID_REQUEST);

        assertThat(answer.json().path("errors").size()).isEqualTo(20);
    }

    @Test
    void aDeepBodyIsInvalid() {
        withBody("{\"quantity\":" + "[".repeat(8_000) + "]".repeat(8_000) + "}")
                .send()
                .isInvalidIn("body");
    }

    @Test
    void aBodyThatIsNotUtf8IsInvalid() {
        byte[] latin = "{\"quantity\":1,\"é\":1}".getBytes(StandardCharsets.ISO_8859_1);
        withBody("").body(BodyPublishers.ofByteArray(latin)).send().isInvalidIn("body");
        byte[] wide = GOOD.getBytes(StandardCharsets.UTF_16);
        withBody("").body(BodyPublishers.ofByteArray(wide)).send().isInvalidIn("body");
    }

    @ParameterizedTest
    @ValueSource(ints = {16 * 1024 + 1, 20_000, 1_000_000})
    void aBodyOverTheLimitIsInvalidWhetherItsLengthIsToldOrNot(int length) {
        String large = GOOD + " ".repeat(length - GOOD.length());
        withBody(large).send().isInvalidIn("body");
        byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
        withBody("")
                .body(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                .send()
                .isInvalidIn("body");
    }

    @Test
    void aMissingKeyIsInvalid() {
        post(ORDERS).token(Tokens.buyer("alice")).json(GOOD).send().isInvalidIn("Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a,b",
                "a;b",
                "a/b",
                "\"a\"",
                "k\u00e4y",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void anEmptyOddOrLongKeyIsInvalid(String key) {
        withKey(key).send().isInvalidIn("Idempotency-Key");
    }

    @Test
    void aRepeatedKeyIsInvalidEvenIfItIsTheSameOne() {
        withKey("a").key("a").send().isInvalidIn("Idempotency-Key");
    }

    @Test
    void anotherMediaTypeIsUnsupported() {
        Call call = post(ORDERS).token(Tokens.buyer("alice")).key("k1").with("Content-Type", "text/plain");
        call.body(BodyPublishers.ofString(GOOD)).send().isProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        call = post(ORDERS).token(Tokens.buyer("alice")).key("k1");
        call.body(BodyPublishers.ofString(GOOD)).send().isProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        call = post(ORDERS).token(Tokens.buyer("alice")).key("k1").with("Content-Type", "nonsense");
        call.body(BodyPublishers.ofString(GOOD)).send().isProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void anAnswerThatTheCallerWouldNotTakeIsRefusedBeforeAnythingIsPlaced() {
        withKey("k1").with("Accept", "text/html").send().isProblem(ErrorCode.NOT_ACCEPTABLE);
        withKey("k1").with("Accept", "nonsense").send().isProblem(ErrorCode.NOT_ACCEPTABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "ph%C3%B6ne", "123456789012345678901234567890123", "a%20b", "a'--"})
    void anIdThatNoSaleCanHaveIsNotFound(String id) {
        post("/api/sales/" + id + "/orders")
                .token(Tokens.buyer("alice"))
                .key("k1")
                .json(GOOD)
                .send()
                .isProblem(ErrorCode.SALE_NOT_FOUND);
    }

    @Test
    void theShapeIsCheckedBeforeTheSale() {
        post("/api/sales/a.b/orders")
                .token(Tokens.buyer("alice"))
                .key("k1")
                .json("{}")
                .send()
                .isInvalidIn("quantity");
    }
}
