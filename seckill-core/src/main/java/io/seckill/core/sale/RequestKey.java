package io.seckill.core.sale;

import java.util.regex.Pattern;

/**
 * The client's Idempotency-Key: one intent to buy.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 */
public record RequestKey(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws IllegalArgumentException if the value is not as described */
    public RequestKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("request key: must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
