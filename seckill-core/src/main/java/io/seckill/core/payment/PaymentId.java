package io.seckill.core.payment;

import io.seckill.core.sale.RequestKey;

/**
 * What the gateway calls a payment; it never calls two of them the same.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 */
public record PaymentId(String value) {
    /** @throws IllegalArgumentException if the value is not as described */
    public PaymentId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("paymentId: must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
    }

    public static boolean isValid(String value) {
        return RequestKey.isValid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
