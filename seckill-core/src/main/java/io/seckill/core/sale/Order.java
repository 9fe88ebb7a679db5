package io.seckill.core.sale;

import java.time.Instant;

/**
 * An order as its row says at one moment.
 *
 * @param quantity units, 1 or more
 * @param amount the price of all of them
 * @param placedAt by the database's clock
 * @param payBy when it expires unpaid
 */
public record Order(
        OrderId id,
        SaleId saleId,
        BuyerId buyer,
        RequestKey key,
        int quantity,
        Money amount,
        OrderStatus status,
        Instant placedAt,
        Instant payBy) {
    /** @throws IllegalArgumentException if the quantity is less than 1 */
    public Order {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity: must be 1 or more, but is " + quantity);
        }
    }

    /** The same order as it stands after a change of its status. */
    public Order withStatus(OrderStatus next) {
        return new Order(id, saleId, buyer, key, quantity, amount, next, placedAt, payBy);
    }
}
