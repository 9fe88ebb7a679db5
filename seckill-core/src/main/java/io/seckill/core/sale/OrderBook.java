package io.seckill.core.sale;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads orders. Safe for use by many threads.
 *
 * <p>Every method throws {@link BackendUnavailableException} if the database could not be asked.
 */
public interface OrderBook {
    /** The most orders that one call to {@link #list} returns. */
    int MAX_PAGE = 100;

    Optional<Order> find(OrderId id);

    /** The order that this request placed, on whatever node. */
    Optional<Order> find(SaleId sale, BuyerId buyer, RequestKey key);

    /**
     * The buyer's orders, newest first.
     *
     * @param before only orders older than this one; empty: from the newest on
     * @param limit 1 to {@link #MAX_PAGE}
     */
    List<Order> list(BuyerId buyer, Optional<OrderId> before, int limit);

    /** How many orders of the sale stand at each status; a status without orders is left out. */
    Map<OrderStatus, Long> countByStatus(SaleId sale);
}
