package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentEffect;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.web.fake.Fakes;
import io.seckill.web.fake.SteppedTimers.Step;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** From the page to the paid order, over HTTP both ways; only the time between is stepped. */
@ExtendWith(OutputCaptureExtension.class)
class SandboxTest extends WebTest {
    private static final String ORDER = "01K8AAAAAAAAAAAAAAAAAAAAA1";
    private static final Pattern BUTTON = Pattern.compile("<button formaction=\"([^\"]+)\">([^<]+)</button>");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Instant payBy = Instant.now().truncatedTo(ChronoUnit.MICROS).plusSeconds(900);

    @BeforeEach
    void anOrderIsThere() {
        Order order = Fakes.order(1, "alice");
        orders.put(new Order(
                order.id(),
                order.saleId(),
                order.buyer(),
                order.key(),
                order.quantity(),
                order.amount(),
                order.status(),
                order.placedAt(),
                payBy));
    }

    private String link() {
        String url = post("/api/orders/" + ORDER + "/payment")
                .token(Tokens.buyer("alice"))
                .send()
                .is(200)
                .json()
                .path("paymentUrl")
                .asString();
        return URI.create(url).getRawPath();
    }

    private Answer click(String button) {
        Matcher found = BUTTON.matcher(get(link()).send().is(200).body());
        while (found.find()) {
            if (found.group(2).equals(button)) {
                return post(found.group(1)).send();
            }
        }
        throw new AssertionError("no button " + button);
    }

    private OrderStatus status() {
        return orders.find(new OrderId(ORDER)).orElseThrow().status();
    }

    /** Lets the next thing happen, which has to be due after that time. */
    private void step(Duration after) {
        Step next = timers.next();
        assertThat(next.after()).isEqualTo(after);
        next.task().run();
    }

    /** What is answered over HTTP is noticed on other threads. */
    private static void until(BooleanSupplier noticed) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!noticed.getAsBoolean()) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.onSpinWait();
        }
    }

    private void nothingMoreIsToldAfter(int told) {
        until(() -> payments.told() == told);
        assertThat(timers.isEmpty()).isTrue();
    }

    @Test
    void aClickPaysTheOrderAndIsToldTwice() {
        click("Pay").is(200);
        assertThat(status()).isEqualTo(OrderStatus.UNPAID);

        step(Duration.ZERO);
        Step repeat = timers.next();
        assertThat(status()).isEqualTo(OrderStatus.PAID);
        assertThat(repeat.after()).isEqualTo(SECOND);
        repeat.task().run();

        nothingMoreIsToldAfter(2);
        assertThat(payments.stored()).hasSize(1).allSatisfy(payment -> {
            assertThat(payment.id().value()).matches("sandbox-[0-9a-f]{32}");
            assertThat(payment.amount()).isEqualTo(Fakes.order(1, "alice").amount());
        });
    }

    @Test
    void everyClickIsAPaymentOfItsOwn() {
        click("Pay").is(200);
        click("Pay").is(200);
        step(Duration.ZERO);
        step(Duration.ZERO);
        timers.next(); // the repeats are asked for after a success
        timers.next();

        List<Payment> stored = payments.stored();
        assertThat(stored.stream().map(payment -> payments.effect(payment.id().value())))
                .allSatisfy(effect -> assertThat(effect).isPresent());
        assertThat(stored).hasSize(2);
        assertThat(status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void whatIsAnsweredBadlyIsToldAgainEverMoreSeldom() {
        payments.breaks();
        click("Pay").is(200);

        step(Duration.ZERO);
        step(SECOND);
        step(SECOND.multipliedBy(2));
        Step fourth = timers.next();
        assertThat(fourth.after()).isEqualTo(SECOND.multipliedBy(4));
        assertThat(payments.told()).isZero();
        payments.mended();
        fourth.task().run();
        step(SECOND);

        nothingMoreIsToldAfter(2);
        assertThat(status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void whatIsNeverAnsweredWellIsGivenUp(CapturedOutput output) {
        payments.breaks();
        click("Pay").is(200);

        for (int i = 0; i < 10; i++) {
            Step next = timers.next();
            assertThat(next.after()).isLessThanOrEqualTo(Duration.ofMinutes(1));
            next.task().run();
        }
        until(() -> output.toString().contains("is given up"));
        assertThat(timers.isEmpty()).isTrue();
    }

    @Test
    void aDeclinedPaymentIsToldAndHasNoEffect() {
        click("Decline").is(200);

        step(Duration.ZERO);
        Step repeat = timers.next(); // asked for only after a success

        assertThat(repeat.after()).isEqualTo(SECOND);
        assertThat(payments.told()).isZero();
        assertThat(status()).isEqualTo(OrderStatus.UNPAID);
    }

    @Test
    void aLatePaymentIsToldWhenTheOrderHasExpired() {
        click("Pay late").is(200);

        Step late = timers.next();
        assertThat(Instant.now().plus(late.after())).isAfter(payBy);
        assertThat(payments.told()).isZero();
        orders.put(orders.find(new OrderId(ORDER)).orElseThrow().withStatus(OrderStatus.EXPIRED));
        late.task().run();
        timers.next();

        assertThat(status()).isEqualTo(OrderStatus.REFUND_DUE);
        assertThat(payments.stored())
                .allSatisfy(payment ->
                        assertThat(payments.effect(payment.id().value())).contains(PaymentEffect.LATE));
    }

    @Test
    void thePageIsPlainAndMayDoNothingButSendItsForm() {
        Answer page = get(link()).with("Accept", "text/html").send().is(200);

        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.body())
                .contains(ORDER, "1999.00 CNY", payBy.toString())
                .doesNotContain("<script", "style=", "http://", "https://");
        assertThat(click("Pay").is(200).header("Content-Security-Policy"))
                .isEqualTo(page.header("Content-Security-Policy"));
    }

    @ParameterizedTest
    @CsvSource({
        "199900, 1",
        "199900, 0199900",
        "199900, %3Cb%3E",
        "CNY, USD",
        "CNY, cny",
        ORDER + ", 01K8AAAAAAAAAAAAAAAAAAAAA2",
        ORDER + ", x",
        "2026-, 2027-",
        "T, t"
    })
    void aLinkThatWasChangedDoesNotHold(String good, String bad) {
        String changed = link().replaceFirst(good, bad);

        Answer page = get(changed).send().is(404);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).doesNotContain("<b>", "<button");
        post(changed + "/pay").send().is(404);
        assertThat(timers.isEmpty()).isTrue();
    }

    @Test
    void aMadeUpSignatureOrChoiceIsRefused() {
        String link = link();
        String unsigned = link.substring(0, link.lastIndexOf('/') + 1);

        for (String signature : List.of("x", "00", "0".repeat(64))) {
            get(unsigned + signature).send().is(404);
            post(unsigned + signature + "/pay").send().is(404);
        }
        post(link + "/steal").send().is(404);
        assertThat(timers.isEmpty()).isTrue();
    }

    @Test
    void aLinksSignatureDoesForNoNotificationNorTheOtherWayRound() {
        String link = link();
        String body = link.substring("/sandbox/payments/".length(), link.lastIndexOf('/'));
        String code = link.substring(link.lastIndexOf('/') + 1);

        post("/api/payments/notifications")
                .with("X-Signature", "t=" + Instant.now().getEpochSecond() + ",v1=" + code)
                .json(body)
                .send()
                .is(401);
        String other = Notifications.code(body, Instant.now(), Notifications.SECRET);
        get(link.substring(0, link.lastIndexOf('/') + 1) + other).send().is(404);
    }
}
