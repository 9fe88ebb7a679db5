package io.seckill.api;

/**
 * What the payment gateway tells of a payment that it took. It is signed in {@link Headers#SIGNATURE}.
 *
 * @param type {@value #SUCCEEDED}; notifications of other types have no effect, and may have other fields
 * @param paymentId the gateway's own, 1 to 64 of {@code A-Z a-z 0-9 . _ -}; told again, it has no further effect
 * @param orderId what was paid
 * @param amount in the currency's minor unit, 0 or more
 * @param currency an ISO 4217 code
 */
public record PaymentNotification(String type, String paymentId, String orderId, long amount, String currency) {
    /** The type of a notification that a payment was taken. */
    public static final String SUCCEEDED = "payment.succeeded";
}
