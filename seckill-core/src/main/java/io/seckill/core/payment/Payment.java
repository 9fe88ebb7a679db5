package io.seckill.core.payment;

import io.seckill.core.sale.Money;
import io.seckill.core.sale.OrderId;

/**
 * Money that the gateway took from a buyer.
 *
 * @param order what the gateway was asked to take it for
 * @param amount what it took
 */
public record Payment(PaymentId id, OrderId order, Money amount) {}
