package io.seckill.core.sale;

import java.util.regex.Pattern;

/**
 * @param minorUnits in the currency's minor unit (cents, fen): 0 or more
 * @param currency an ISO 4217 code
 */
public record Money(long minorUnits, String currency) {
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

    /** @throws IllegalArgumentException if the amount is negative or the currency is not three capitals */
    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("amount: must be 0 or more, but is " + minorUnits);
        }
        if (!CODE.matcher(currency).matches()) {
            throw new IllegalArgumentException("currency: must be three capitals (ISO 4217)");
        }
    }

    /** @throws ArithmeticException if the product does not fit */
    public Money times(int quantity) {
        return new Money(Math.multiplyExact(minorUnits, (long) quantity), currency);
    }
}
