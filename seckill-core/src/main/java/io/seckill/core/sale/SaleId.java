package io.seckill.core.sale;

import java.util.regex.Pattern;

/** @param value 1 to 32 of {@code A-Z a-z 0-9 _ -}; compared exactly */
public record SaleId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    /** @throws IllegalArgumentException if the value is not as described */
    public SaleId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("saleId: must be 1 to 32 of A-Z a-z 0-9 _ -");
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
