package io.seckill.core.sale;

/**
 * Who buys: the subject of the buyer's token. Case and accents count: {@code Alice}, {@code alice} and {@code álice} are
 * three buyers.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters; no control characters, no unpaired surrogates, and no space at
 *     either end (databases may take {@code "a"} and {@code "a "} for the same)
 */
public record BuyerId(String value) {
    public static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException if the value is not as described */
    public BuyerId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("buyer: must be 1 to " + MAX_LENGTH
                    + " characters without control characters or spaces at the ends");
        }
    }

    public static boolean isValid(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && value.equals(value.strip())
                && value.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    @Override
    public String toString() {
        return value;
    }
}
