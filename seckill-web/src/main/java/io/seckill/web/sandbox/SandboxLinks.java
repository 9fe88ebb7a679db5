package io.seckill.web.sandbox;

import io.seckill.core.payment.PaymentGateway.PageRequest;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.OrderId;
import io.seckill.web.payment.PaymentKeys;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Links to the sandbox's page. Each says all that the page has to know and is signed, so that nothing is stored, and every
 * node with the same secret serves it. Safe for use by many threads.
 */
final class SandboxLinks {
    static final String PATH = "/sandbox/payments/{orderId}/{amount}/{currency}/{payBy}/{signature}";
    private static final HexFormat HEX = HexFormat.of();

    private final PaymentKeys keys;

    SandboxLinks(PaymentKeys keys) {
        this.keys = keys;
    }

    String path(PageRequest request) {
        return "/sandbox/payments/" + text(request) + "/" + HEX.formatHex(keys.mac(message(request)));
    }

    /** What the link asks to be paid; empty unless it was made here, to the letter. */
    Optional<PageRequest> read(String order, String amount, String currency, String payBy, String signature) {
        try {
            PageRequest request = new PageRequest(
                    new OrderId(order), new Money(Long.parseLong(amount), currency), Instant.parse(payBy));
            boolean toTheLetter = text(request).equals(String.join("/", order, amount, currency, payBy));
            return toTheLetter && keys.holds(message(request), List.of(HEX.parseHex(signature)))
                    ? Optional.of(request)
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(PageRequest request) {
        return request.order() + "/" + request.amount().minorUnits() + "/"
                + request.amount().currency() + "/" + request.payBy();
    }

    /** It begins as no notification does, so that neither signature does for the other. */
    private static byte[] message(PageRequest request) {
        return ("page/" + text(request)).getBytes(StandardCharsets.UTF_8);
    }
}
