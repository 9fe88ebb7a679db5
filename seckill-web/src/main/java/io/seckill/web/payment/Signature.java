package io.seckill.web.payment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The signature of a notification: when it was made, and the codes of that time and the body, joined by a dot. A time that
 * is signed along keeps an old notification from being played again later.
 */
public final class Signature {
    /** A notification that is older than this, or from a clock that is this much ahead, counts for nothing. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int LONGEST = 1024;
    private static final HexFormat HEX = HexFormat.of();

    /** As it was written: that is what was signed. */
    private final String time;

    private final List<byte[]> codes;

    private Signature(String time, List<byte[]> codes) {
        this.time = time;
        this.codes = codes;
    }

    /** The header's value for a body that is sent now. */
    public static String of(byte[] body, Instant now, PaymentKeys keys) {
        String time = Long.toString(now.getEpochSecond());
        return "t=" + time + ",v1=" + HEX.formatHex(keys.mac(message(time, body)));
    }

    /**
     * Reads {@code t=<unix seconds>,v1=<hex>}. There may be several {@code v1}; what has another name is for others.
     *
     * @return empty if it is not written so
     */
    static Optional<Signature> parse(String header) {
        if (header.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> times = new ArrayList<>();
        List<byte[]> codes = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            if (part.matches("t=[0-9]{1,12}")) {
                times.add(part.substring("t=".length()));
            } else if (part.matches("v1=[0-9a-fA-F]{64}")) {
                codes.add(HEX.parseHex(part.substring("v1=".length())));
            } else if (!part.matches("[a-z0-9]+=[^=]*") || part.startsWith("t=") || part.startsWith("v1=")) {
                return Optional.empty();
            }
        }
        return times.size() == 1 && !codes.isEmpty()
                ? Optional.of(new Signature(times.get(0), codes))
                : Optional.empty();
    }

    /** Whether it was made not long before now, nor after it, give or take what clocks differ by. */
    boolean isOf(Instant now) {
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now);
        return age.abs().compareTo(WINDOW) <= 0;
    }

    /** Whether it is the body's, by one who knows a secret. */
    boolean holds(byte[] body, PaymentKeys keys) {
        return keys.holds(message(time, body), codes);
    }

    private static byte[] message(String time, byte[] body) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes((time + ".").getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(body);
        return message.toByteArray();
    }
}
