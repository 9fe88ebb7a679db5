package io.seckill.web.payment;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How payments are taken.
 *
 * @param secret what the payment gateway signs its notifications with, at least 32 bytes, the same on all nodes; none: no
 *     notifications are taken, but for the sandbox's
 * @param previousSecret an earlier one that signatures are taken of too, while the gateway changes over to another
 * @param sandbox a gateway that takes no money, for trying the program out
 */
@ConfigurationProperties(value = "seckill.payment", ignoreUnknownFields = false)
public record PaymentProperties(
        @DefaultValue("") String secret,
        @DefaultValue("") String previousSecret,
        @DefaultValue Sandbox sandbox) {
    private static final int LEAST_BYTES = 32;

    /** @throws IllegalArgumentException if a secret is too short, or there is a previous one alone */
    public PaymentProperties {
        check("secret", secret);
        check("previous-secret", previousSecret);
        if (secret.isEmpty() && !previousSecret.isEmpty()) {
            throw new IllegalArgumentException(
                    "seckill.payment.previous-secret: is for use beside seckill.payment.secret; set that one");
        }
    }

    /**
     * The sandbox gateway.
     *
     * @param enabled whether the program sends buyers to a payment page of its own, where anybody pays by a click; never in
     *     production
     * @param address where buyers reach that page, as in https://shop.example.com; none: this program's own address and port
     * @param notified where the sandbox tells of payments, the whole URL; none: the notifications of this program itself
     */
    public record Sandbox(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("") String address,
            @DefaultValue("") @Name("notify") String notified) {
        /** @throws IllegalArgumentException if an address is no http or https URL */
        public Sandbox {
            checkAddress("address", address);
            checkAddress("notify", notified);
        }

        private static void checkAddress(String name, String value) {
            if (!value.isEmpty() && !isAddress(value)) {
                throw new IllegalArgumentException("seckill.payment.sandbox." + name
                        + ": must be an http or https URL, as in http://127.0.0.1:8080, but is " + value);
            }
        }

        private static boolean isAddress(String value) {
            try {
                URI uri = new URI(value);
                return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }

    private static void check(String name, String secret) {
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > 0 && bytes < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "seckill.payment." + name + ": must be at least " + LEAST_BYTES + " bytes, but is " + bytes);
        }
    }

    @Override
    public String toString() {
        return "PaymentProperties[sandbox=" + sandbox + "]"; // never the secrets
    }
}
