package io.seckill.core.sale;

/**
 * @param minorUnits in the currency's minor unit (cents, fen): 0 or more
 * @param currency an ISO 4217 code
 */
public record Money(long minorUnits, String currency) {
    private static final Alphabet CODE = new Alphabet(Alphabet.CAPITALS);

    /** @throws IllegalArgumentException if the amount is negative or the currency is not three capitals */
    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("amount: must be 0 or more, but is " + minorUnits);
        }
        if (!CODE.spells(currency, 3, 3)) {
            throw new IllegalArgumentException("currency: must be three capitals (ISO 4217)");
        }
    }

    /** @throws ArithmeticException if the product does not fit */
    public Money times(int quantity) {
        return new Money(Math.multiplyExact(minorUnits, (long) quantity), currency);
    }
}
