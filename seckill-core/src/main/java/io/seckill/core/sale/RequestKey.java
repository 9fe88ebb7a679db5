package io.seckill.core.sale;

/**
 * The client's Idempotency-Key: one intent to buy.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 */
public record RequestKey(String value) {
    private static final Alphabet ALPHABET = new Alphabet(Alphabet.WORD + ".");

    /** @throws IllegalArgumentException if the value is not as described */
    public RequestKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("request key: must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
    }

    public static boolean isValid(String value) {
        return ALPHABET.spells(value, 1, 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
