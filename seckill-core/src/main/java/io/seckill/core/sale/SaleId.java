package io.seckill.core.sale;

/** @param value 1 to 32 of {@code A-Z a-z 0-9 _ -}; compared exactly */
public record SaleId(String value) {
    private static final Alphabet ALPHABET = new Alphabet(Alphabet.WORD);

    /** @throws IllegalArgumentException if the value is not as described */
    public SaleId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("saleId: must be 1 to 32 of A-Z a-z 0-9 _ -");
        }
    }

    public static boolean isValid(String value) {
        return ALPHABET.spells(value, 1, 32);
    }

    @Override
    public String toString() {
        return value;
    }
}
