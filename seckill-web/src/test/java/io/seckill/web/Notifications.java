package io.seckill.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a payment gateway sends, made by hand, good and bad. */
final class Notifications {
    static final String SECRET = "a secret that the gateway shares with us";
    static final String PREVIOUS_SECRET = "an earlier secret that we shared with it";

    private Notifications() {}

    static String paid(String payment, String order, long amount) {
        return "{\"type\":\"payment.succeeded\",\"paymentId\":\"" + payment + "\",\"orderId\":\"" + order
                + "\",\"amount\":" + amount + ",\"currency\":\"CNY\"}";
    }

    static String signed(String body) {
        return signed(body, Instant.now(), SECRET);
    }

    static String signed(String body, Instant at, String secret) {
        return "t=" + at.getEpochSecond() + ",v1=" + code(body, at, secret);
    }

    static String code(String body, Instant at, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
