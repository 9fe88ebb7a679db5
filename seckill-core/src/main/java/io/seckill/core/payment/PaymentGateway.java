package io.seckill.core.payment;

import io.seckill.core.sale.Money;
import io.seckill.core.sale.OrderId;
import java.net.URI;
import java.time.Instant;

/**
 * Whoever takes the money. It tells of payments by signed notifications, in any order, more than once, late. No transaction is
 * open while it is called. Safe for use by many threads.
 *
 * <p>Each method blocks for ten seconds at most, and throws {@link PaymentGatewayException} if the gateway did not answer, or
 * would not.
 */
public interface PaymentGateway {
    /** Where the buyer pays; asked again for the same order, a page for the same payment or for another one. */
    URI page(PageRequest request);

    /** Gives a payment back, whole. When it returns, the gateway has taken it on; asked again, it gives nothing twice. */
    void refund(Payment payment);

    /**
     * What is to be paid.
     *
     * @param payBy until when the order waits for it
     */
    record PageRequest(OrderId order, Money amount, Instant payBy) {}
}
