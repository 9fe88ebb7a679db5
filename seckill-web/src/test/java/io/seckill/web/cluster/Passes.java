package io.seckill.web.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that the nodes of these tests take. */
final class Passes {
    static final String SECRET = "a secret of the cluster's tests, 32 bytes or more";

    private Passes() {}

    static String of(String subject, String role) {
        String head = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        long until = Instant.now().getEpochSecond() + 3_600;
        String claims = "{\"sub\":\"" + subject + "\",\"roles\":[\"" + role + "\"],\"exp\":" + until + "}";
        String text = head + "." + encoded(claims);
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(text));
    }

    private static byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
