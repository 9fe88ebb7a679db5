package io.seckill.core.payment;

import io.seckill.core.sale.Order;
import java.net.URI;

/** What came of asking for a page to pay at. */
public sealed interface PaymentPage {
    record Page(URI address) implements PaymentPage {}

    /** The order does not wait for a payment any more. */
    record WrongStatus(Order order) implements PaymentPage {}

    /** There is no such order of this buyer. */
    record NotFound() implements PaymentPage {}

    /** The gateway does not answer, or there is none. */
    record Unavailable() implements PaymentPage {}
}
