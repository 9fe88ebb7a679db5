package io.seckill.web.sandbox;

import io.seckill.core.payment.PaymentGateway.PageRequest;
import java.math.BigDecimal;
import java.util.Currency;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** The sandbox's pages: HTML that needs nothing from anywhere, and may do nothing but send its own form. */
final class SandboxPages {
    private static final String ALLOWED =
            "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private SandboxPages() {}

    /** @param path of the page itself */
    static ResponseEntity<String> choices(PageRequest request, String path) {
        return page(HttpStatus.OK, """
                <p>This is a sandbox: a click stands for the buyer's card, and no money is taken.</p>
                <dl>
                <dt>Order</dt><dd>%s</dd>
                <dt>Amount</dt><dd>%s</dd>
                <dt>To be paid by</dt><dd>%s</dd>
                </dl>
                <form method="post">
                <button formaction="%4$s/pay">Pay</button>
                <button formaction="%4$s/decline">Decline</button>
                <button formaction="%4$s/late">Pay late</button>
                </form>
                """.formatted(
                        escaped(request.order().value()),
                        escaped(amount(request)),
                        escaped(request.payBy().toString()),
                        escaped(path)));
    }

    static ResponseEntity<String> said(HttpStatus status, String sentence) {
        return page(status, "<p>" + escaped(sentence) + "</p>\n");
    }

    private static ResponseEntity<String> page(HttpStatus status, String content) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", ALLOWED)
                .header("Referrer-Policy", "no-referrer")
                .body("""
                        <!DOCTYPE html>
                        <html lang="en">
                        <head><meta charset="utf-8"><title>Sandbox payment</title></head>
                        <body>
                        <h1>Sandbox payment</h1>
                        %s</body>
                        </html>
                        """.formatted(content));
    }

    /** In the currency's major unit, as people write it. */
    private static String amount(PageRequest request) {
        String code = request.amount().currency();
        int digits = Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(code))
                .mapToInt(Currency::getDefaultFractionDigits)
                .findAny()
                .orElse(0);
        return BigDecimal.valueOf(request.amount().minorUnits(), Math.max(0, digits))
                        .toPlainString() + " " + code;
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
