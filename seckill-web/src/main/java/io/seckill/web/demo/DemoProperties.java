package io.seckill.web.demo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The demo mode.
 *
 * @param enabled whether the program issues tokens itself, to anybody who asks; never in production, and not beside an
 *     issuer
 * @param secret what the program signs its tokens with, at least 32 bytes; nodes that take each other's tokens share one; none:
 *     random at each start
 */
@ConfigurationProperties(value = "seckill.demo", ignoreUnknownFields = false)
record DemoProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("") String secret) {
    private static final int LEAST_BYTES = 32;

    /** @throws IllegalArgumentException if the secret is too short, or there is one without the demo */
    DemoProperties {
        if (!secret.isEmpty() && !enabled) {
            throw new IllegalArgumentException("seckill.demo.secret: is for the demo only; remove it");
        }
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > 0 && bytes < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "seckill.demo.secret: must be at least " + LEAST_BYTES + " bytes, but is " + bytes);
        }
    }

    /** The key of the secret; another one on each call if it is random. */
    SecretKey key() {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            bytes = new byte[LEAST_BYTES];
            new SecureRandom().nextBytes(bytes);
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    @Override
    public String toString() {
        return "DemoProperties[enabled=" + enabled + "]"; // never the secret
    }
}
