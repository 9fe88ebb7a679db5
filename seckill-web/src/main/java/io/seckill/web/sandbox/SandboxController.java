package io.seckill.web.sandbox;

import io.seckill.api.PaymentNotification;
import io.seckill.core.payment.PaymentGateway.PageRequest;
import io.swagger.v3.oas.annotations.Hidden;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox's page. Each click that pays is a payment of its own. */
@RestController
@Hidden
@ConditionalOnBooleanProperty("seckill.payment.sandbox.enabled")
class SandboxController {
    /** Enough for the order to expire, which it may do a little after its time. */
    private static final Duration LATE_BY = Duration.ofSeconds(5);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SandboxLinks links;
    private final SandboxNotifier notifier;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    SandboxController(SandboxLinks links, SandboxNotifier notifier, InstantSource clock) {
        this.links = links;
        this.notifier = notifier;
        this.clock = clock;
    }

    @GetMapping(path = SandboxLinks.PATH, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(
            @PathVariable String orderId,
            @PathVariable String amount,
            @PathVariable String currency,
            @PathVariable String payBy,
            @PathVariable String signature) {
        return links.read(orderId, amount, currency, payBy, signature)
                .map(request -> SandboxPages.choices(request, links.path(request)))
                .orElseGet(SandboxController::noLink);
    }

    @PostMapping(path = SandboxLinks.PATH + "/{choice}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> choose(
            @PathVariable String orderId,
            @PathVariable String amount,
            @PathVariable String currency,
            @PathVariable String payBy,
            @PathVariable String signature,
            @PathVariable String choice) {
        Optional<PageRequest> request = links.read(orderId, amount, currency, payBy, signature);
        if (request.isEmpty()) {
            return noLink();
        }
        return switch (choice) {
            case "pay" -> paid(request.get(), Duration.ZERO, "Paid. The shop is told at once.");
            case "late" ->
                paid(
                        request.get(),
                        late(request.get()),
                        "Paid late. The shop is told when the order waits for no payment any more.");
            case "decline" -> declined(request.get());
            default -> noLink();
        };
    }

    private ResponseEntity<String> paid(PageRequest request, Duration after, String sentence) {
        String id = draw();
        PaymentNotification payment = new PaymentNotification(
                PaymentNotification.SUCCEEDED,
                id,
                request.order().value(),
                request.amount().minorUnits(),
                request.amount().currency());
        return told(notifier.tell(id, JSON.writeValueAsString(payment), after), sentence);
    }

    private ResponseEntity<String> declined(PageRequest request) {
        String id = draw();
        Map<String, String> refusal = Map.of(
                "type",
                "payment.declined",
                "paymentId",
                id,
                "orderId",
                request.order().value(),
                "reason",
                "the buyer's choice");
        return told(
                notifier.tell(id, JSON.writeValueAsString(refusal), Duration.ZERO),
                "Declined. The order waits for a payment still.");
    }

    private Duration late(PageRequest request) {
        Duration left = Duration.between(clock.instant(), request.payBy());
        return (left.isNegative() ? Duration.ZERO : left).plus(LATE_BY);
    }

    private String draw() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return "sandbox-" + HexFormat.of().formatHex(bytes);
    }

    private static ResponseEntity<String> told(boolean taken, String sentence) {
        return taken
                ? SandboxPages.said(HttpStatus.OK, sentence)
                : SandboxPages.said(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Nothing was paid: too many payments are being told of. Try again.");
    }

    private static ResponseEntity<String> noLink() {
        return SandboxPages.said(
                HttpStatus.NOT_FOUND, "There is no payment to make here: ask the shop for the order's payment page.");
    }
}
