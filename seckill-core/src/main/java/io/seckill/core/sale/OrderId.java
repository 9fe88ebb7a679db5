package io.seckill.core.sale;

import java.util.regex.Pattern;

/**
 * Drawn when a request is admitted, so that the request's own order can be told from an earlier one with its key.
 *
 * @param value a ULID in capitals: 26 of Crockford's base 32
 */
public record OrderId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    /** @throws IllegalArgumentException if the value is not as described */
    public OrderId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("orderId: must be a ULID of 26 capitals and digits");
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
