package io.seckill.core.order;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import java.util.concurrent.CompletionStage;

/** Takes one order: admission, refusing from memory, and the sale's desk. Safe for use by many threads. */
public interface PlaceOrder {
    /**
     * Asks for units of a sale. A repeat with the same buyer and key never buys twice.
     *
     * @param quantity 1 to {@link OrderRequest#MAX_QUANTITY}
     * @return completes within about ten seconds, never exceptionally for a fault of the servers behind: those are
     *     {@link Refusal.Busy} or {@link Outcome.Unknown}
     * @throws IllegalArgumentException if the quantity is not as described
     */
    CompletionStage<Outcome> place(SaleId sale, BuyerId buyer, RequestKey key, int quantity);
}
