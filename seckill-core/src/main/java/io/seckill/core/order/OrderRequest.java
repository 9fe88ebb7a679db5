package io.seckill.core.order;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;

/**
 * One request for units of a sale.
 *
 * @param orderId what the order will be called if it is placed
 * @param quantity 1 to {@value #MAX_QUANTITY} units
 */
public record OrderRequest(OrderId orderId, SaleId saleId, BuyerId buyer, RequestKey key, int quantity) {
    public static final int MAX_QUANTITY = 1_000;

    /** @throws IllegalArgumentException if the quantity is not as described */
    public OrderRequest {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("quantity: must be 1 to " + MAX_QUANTITY + ", but is " + quantity);
        }
    }
}
