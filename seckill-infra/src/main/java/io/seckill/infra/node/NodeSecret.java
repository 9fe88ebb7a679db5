package io.seckill.infra.node;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that the nodes share: signs what they say to each other. Safe for use by many threads. */
final class NodeSecret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 32;

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException if the text is shorter than 32 bytes in UTF-8 */
    NodeSecret(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "seckill.node.secret: must be at least " + LEAST_BYTES + " bytes, but is " + bytes.length);
        }
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * Signs a message.
     *
     * @param head says what the message is, for whom and when; each part on a line of its own
     */
    String sign(byte[] body, String... head) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : head) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) '\n');
            }
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    boolean verify(String signature, byte[] body, String... head) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8), sign(body, head).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "NodeSecret";
    }
}
