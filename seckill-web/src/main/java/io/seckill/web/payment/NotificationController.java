package io.seckill.web.payment;

import io.seckill.api.ErrorCode;
import io.seckill.api.Headers;
import io.seckill.api.PaymentNotification;
import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentBook.Receipt;
import io.seckill.core.payment.TakePayments;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.web.doc.Refuses;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import io.seckill.web.request.BodyLimit;
import io.seckill.web.request.JsonBodies;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes the payment gateway's word. Any answer but a success makes the gateway tell again, so that is answered only to what
 * is stored or has no effect. The body means nothing to us before its signature is known to hold.
 */
@RestController
@Conditional(PaymentsAreTaken.class)
class NotificationController {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationController.class);

    private final TakePayments payments;
    private final PaymentKeys keys;
    private final BodyLimit limit;
    private final InstantSource clock;

    NotificationController(TakePayments payments, PaymentKeys keys, BodyLimit limit, InstantSource clock) {
        this.payments = payments;
        this.keys = keys;
        this.limit = limit;
        this.clock = clock;
    }

    @Refuses(
            value = {
                ErrorCode.INVALID_REQUEST,
                ErrorCode.UNAUTHENTICATED,
                ErrorCode.KEY_REUSED,
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                ErrorCode.OUTCOME_UNKNOWN
            },
            token = false)
    @RequestBody(content = @Content(schema = @Schema(implementation = PaymentNotification.class)))
    @PostMapping(path = "/api/payments/notifications", consumes = MediaType.APPLICATION_JSON_VALUE)
    void notified(
            @RequestHeader(name = Headers.SIGNATURE, required = false) @Nullable String signature,
            HttpServletRequest request)
            throws IOException {
        byte[] body = signed(signature == null ? "" : signature, request);
        String type = understood(() -> JsonBodies.text(body, "type"));
        if (!type.equals(PaymentNotification.SUCCEEDED)) {
            LOG.debug("A notification of another type than payments is left alone");
            return;
        }
        take(understood(() -> Payments.of(JsonBodies.read(body, PaymentNotification.class))));
    }

    private byte[] signed(String header, HttpServletRequest request) throws IOException {
        Signature signature = Signature.parse(header)
                .filter(read -> read.isOf(clock.instant()))
                .orElseThrow(NotificationController::unauthenticated);
        byte[] body = limit.read(new ServletServerHttpRequest(request));
        if (!signature.holds(body, keys)) {
            throw unauthenticated();
        }
        return body;
    }

    private static <T> T understood(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ProblemException e) {
            LOG.error("The gateway tells of something in a way that cannot be taken: {}", e.getMessage());
            throw e;
        }
    }

    private void take(Payment payment) {
        Receipt receipt;
        try {
            receipt = payments.paid(payment);
        } catch (BackendUnavailableException e) {
            LOG.warn("Payment {} of order {} has to be told again: {}", payment.id(), payment.order(), e.getMessage());
            throw new ProblemException(Problems.of(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "The payment may not have been stored. Tell of it again, which does no harm."));
        }
        if (receipt == Receipt.OTHER) {
            LOG.error(
                    "The gateway tells of another payment {} than before, now of order {} and {} {}: not taken",
                    payment.id(),
                    payment.order(),
                    payment.amount().minorUnits(),
                    payment.amount().currency());
            throw new ProblemException(Problems.of(
                    ErrorCode.KEY_REUSED,
                    "This paymentId came before with another order, amount or currency. That one stands; this one was not"
                            + " taken."));
        }
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(
                Problems.of(
                        ErrorCode.UNAUTHENTICATED,
                        "This call needs an " + Headers.SIGNATURE
                                + " that holds: t=<unix seconds of now>,v1=<hex HMAC-SHA256 of the time, a dot and the body>."));
    }
}
