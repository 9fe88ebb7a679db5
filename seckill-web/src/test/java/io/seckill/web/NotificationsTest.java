package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.core.payment.PaymentEffect;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.web.fake.Fakes;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class NotificationsTest extends WebTest {
    private static final String ORDER = "01K8AAAAAAAAAAAAAAAAAAAAA1";
    private static final String PAID = Notifications.paid("pay-1", ORDER, 199_900);

    @BeforeEach
    void anOrderIsThere() {
        orders.put(Fakes.order(1, "alice"));
    }

    private Answer notify(String body, String signature) {
        return post("/api/payments/notifications")
                .with("X-Signature", signature)
                .json(body)
                .send();
    }

    private Answer notify(String body) {
        return notify(body, Notifications.signed(body));
    }

    private OrderStatus status() {
        return orders.find(new OrderId(ORDER)).orElseThrow().status();
    }

    @Test
    void aPaymentPaysItsOrderOnceHoweverOftenItIsTold() {
        assertThat(notify(PAID).is(200).body()).isEmpty();
        notify(PAID).is(200);

        assertThat(status()).isEqualTo(OrderStatus.PAID);
        assertThat(payments.stored()).hasSize(1);
        assertThat(payments.effect("pay-1")).contains(PaymentEffect.PAYS);
    }

    @Test
    void aSecondPaymentIsTakenToBeRefunded() {
        notify(PAID).is(200);
        String second = Notifications.paid("pay-2", ORDER, 199_900);
        notify(second).is(200);

        assertThat(payments.effect("pay-2")).contains(PaymentEffect.SECOND);
        assertThat(status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void aPaymentOfAnotherAmountOrOfNoOrderIsTakenToBeRefunded() {
        notify(Notifications.paid("pay-1", ORDER, 199_899)).is(200);
        notify(Notifications.paid("pay-2", "01K8AAAAAAAAAAAAAAAAAAAAA9", 1)).is(200);

        assertThat(payments.effect("pay-1")).contains(PaymentEffect.DIFFERS);
        assertThat(payments.effect("pay-2")).contains(PaymentEffect.NO_ORDER);
        assertThat(status()).isEqualTo(OrderStatus.UNPAID);
    }

    @Test
    void thatAPaymentIsRefundedIsLoggedOnceHoweverOftenItIsTold(CapturedOutput output) {
        String wrong = Notifications.paid("pay-1", ORDER, 199_899);
        notify(wrong).is(200);
        notify(wrong).is(200);

        assertThat(output.toString())
                .containsPattern("INFO .*payment pay-1 of order " + ORDER + " is refunded: DIFFERS")
                .containsOnlyOnce("is refunded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"payment.declined\",\"reason\":\"no funds\"}",
                "{\"type\":\"payout.created\",\"data\":{\"object\":[1,2.5,null]}}",
                "{\"type\":\"\"}"
            })
    void whatIsNoPaymentIsAnsweredWellAndHasNoEffect(String body) {
        notify(body).is(200);

        assertThat(payments.told()).isZero();
        assertThat(status()).isEqualTo(OrderStatus.UNPAID);
    }

    @Test
    void anotherPaymentUnderTheSameIdIsRefusedAndLogged(CapturedOutput output) {
        notify(PAID).is(200);

        notify(Notifications.paid("pay-1", ORDER, 1)).isProblem(ErrorCode.KEY_REUSED);

        assertThat(output).containsPattern("ERROR .*another payment pay-1 than before.* 1 CNY: not taken");
        assertThat(payments.effect("pay-1")).contains(PaymentEffect.PAYS);
    }

    @Test
    void aBrokenDatabaseHasTheGatewayTellAgainAndIsLogged(CapturedOutput output) {
        payments.breaks();
        notify(PAID).isProblem(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(output).containsPattern("WARN .*Payment pay-1 of order " + ORDER + " has to be told again");
        payments.mended();
        notify(PAID).is(200);

        assertThat(status()).isEqualTo(OrderStatus.PAID);
    }

    static Stream<String> badSignatures() {
        Instant now = Instant.now();
        String code = Notifications.code(PAID, now, Notifications.SECRET);
        long t = now.getEpochSecond();
        return Stream.of(
                "",
                "nonsense",
                "t=" + t,
                "v1=" + code,
                "t=" + t + ",v1=",
                "t=" + t + ",v1=" + code.substring(2),
                "t=" + t + ",v1=" + code + "00",
                "t=" + t + ",v1=" + "zz" + code.substring(2),
                "t=" + t + ",v0=" + code,
                "t=" + t + ",v1=" + code + ",",
                "t=" + t + ",t=" + t + ",v1=" + code,
                "t=" + (t + 1) + ",v1=" + code,
                "t=-" + t + ",v1=" + code,
                "t=99999999999999999999,v1=" + code,
                "t=" + t + ",v1=" + flipped(code),
                "t=" + t + (",v1=" + flipped(code)).repeat(20) + ",v1=" + code,
                Notifications.signed(PAID + " ", now, Notifications.SECRET),
                Notifications.signed(PAID, now, "another secret of 32 bytes or more"),
                Notifications.signed(PAID, now.minus(Duration.ofMinutes(6)), Notifications.SECRET),
                Notifications.signed(PAID, now.plus(Duration.ofMinutes(6)), Notifications.SECRET));
    }

    private static String flipped(String code) {
        return (code.charAt(0) == '0' ? "1" : "0") + code.substring(1);
    }

    @ParameterizedTest
    @MethodSource("badSignatures")
    void aSignatureThatDoesNotHoldIsRefused(String signature) {
        notify(PAID, signature).isProblem(ErrorCode.UNAUTHENTICATED);

        assertThat(payments.told()).isZero();
    }

    @Test
    void withoutASignatureNothingIsLookedAt() {
        post("/api/payments/notifications").json(PAID).send().isProblem(ErrorCode.UNAUTHENTICATED);
        post("/api/payments/notifications")
                .token(Tokens.admin())
                .json("{")
                .send()
                .isProblem(ErrorCode.UNAUTHENTICATED);
        notify("{", Notifications.signed("[")).isProblem(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void ofSeveralSignaturesOneHasToHold() {
        Instant now = Instant.now();
        String wrong = flipped(Notifications.code(PAID, now, Notifications.SECRET));

        notify(PAID, Notifications.signed(PAID, now, Notifications.SECRET) + ",v1=" + wrong + ",v2=x")
                .is(200);
        notify(PAID, "v1=" + wrong + "," + Notifications.signed(PAID, now, Notifications.SECRET))
                .is(200);
    }

    @Test
    void aClockMayDifferByMinutesAndTheEarlierSecretHoldsStill() {
        Instant now = Instant.now();
        notify(PAID, Notifications.signed(PAID, now.minus(Duration.ofMinutes(4)), Notifications.SECRET))
                .is(200);
        notify(PAID, Notifications.signed(PAID, now.plus(Duration.ofMinutes(4)), Notifications.PREVIOUS_SECRET))
                .is(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pay-1|a b|paymentId",
                "pay-1||paymentId",
                ORDER + "|x|orderId",
                "199900|-1|amount",
                "199900|1.5|amount",
                "199900|\"1\"|amount",
                "199900|9223372036854775808|amount",
                "CNY|cny|currency",
                "CNY|Y|currency",
                "currency|extra|currency extra"
            })
    void aPaymentThatCannotBeIsRefusedAndLogged(
            String good, @Nullable String bad, String fields, CapturedOutput output) {
        String body = PAID.replace(good, bad == null ? "" : bad);

        notify(body).isInvalidIn(fields.split(" ", -1));

        assertThat(payments.told()).isZero();
        assertThat(output).contains("in a way that cannot be taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "1", "{\"type\":\"a\",\"type\":\"payment.succeeded\"}"})
    void aBodyThatIsNotOneJsonObjectIsInvalidAndLogged(String body, CapturedOutput output) {
        notify(body).isInvalidIn("body");

        assertThat(output).containsPattern("ERROR .*in a way that cannot be taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":1}", "{\"type\":null}"})
    void aBodyWithoutATypeIsInvalidAndLogged(String body, CapturedOutput output) {
        notify(body).isInvalidIn("type");

        assertThat(output).containsPattern("ERROR .*in a way that cannot be taken");
    }

    @Test
    void aBodyOverTheLimitIsInvalid() {
        String large = PAID + " ".repeat(16 * 1024);

        notify(large).isInvalidIn("body");
        assertThat(payments.told()).isZero();
    }

    @Test
    void anotherMediaTypeIsUnsupported() {
        post("/api/payments/notifications")
                .with("X-Signature", Notifications.signed(PAID))
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body(BodyPublishers.ofString(PAID, StandardCharsets.UTF_8))
                .send()
                .isProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
}
