package io.seckill.web.payment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secrets that we share with the payment gateway. Safe for use by many threads. */
public final class PaymentKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int DRAWN_BYTES = 32;

    /** The first one signs. */
    private final List<SecretKeySpec> keys;

    private PaymentKeys(Stream<byte[]> secrets) {
        this.keys = secrets.map(secret -> new SecretKeySpec(secret, ALGORITHM)).toList();
    }

    /** @param secrets those that are not empty count; without any, one is drawn that nobody else knows */
    public static PaymentKeys of(String... secrets) {
        List<byte[]> given = Stream.of(secrets)
                .filter(secret -> !secret.isEmpty())
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        return new PaymentKeys(given.isEmpty() ? Stream.of(drawn()) : given.stream());
    }

    /** The HMAC-SHA256 of the message. */
    public byte[] mac(byte[] message) {
        return mac(message, keys.get(0));
    }

    /** Whether one of the codes is the message's, by any of the secrets. Takes as long whichever it is. */
    public boolean holds(byte[] message, List<byte[]> codes) {
        boolean holds = false;
        for (SecretKeySpec key : keys) {
            byte[] right = mac(message, key);
            for (byte[] code : codes) {
                holds |= MessageDigest.isEqual(right, code);
            }
        }
        return holds;
    }

    private static byte[] mac(byte[] message, SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] drawn() {
        byte[] secret = new byte[DRAWN_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
