package io.seckill.core.sale;

/**
 * Drawn when a request is admitted, so that the request's own order can be told from an earlier one with its key.
 *
 * @param value a ULID in capitals: 26 of Crockford's base 32
 */
public record OrderId(String value) {
    private static final int LENGTH = 26;
    private static final Alphabet BASE32 = new Alphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

    /** @throws IllegalArgumentException if the value is not as described */
    public OrderId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("orderId: must be a ULID of 26 capitals and digits");
        }
    }

    public static boolean isValid(String value) {
        return BASE32.spells(value, LENGTH, LENGTH) && value.charAt(0) <= '7';
    }

    @Override
    public String toString() {
        return value;
    }
}
