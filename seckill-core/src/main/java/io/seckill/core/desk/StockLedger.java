package io.seckill.core.desk;

import io.seckill.core.order.BatchDecision;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.SaleId;
import java.util.List;

/** Writes orders and their stock movements. Safe for use by many threads. */
public interface StockLedger {
    /**
     * Commits a batch of one sale in one transaction: locks the sale's row, reads the database's clock and the orders of
     * the batch's buyers, lets {@link BatchDecision} decide, inserts the orders and takes the stock. When this returns,
     * what was placed is durable.
     *
     * @param batch of that sale, in queue order; not empty
     * @return one outcome per request, by position; every one is {@link io.seckill.core.order.Refusal.SaleNotFound}
     *     where the sale has no row
     * @throws LedgerException what became of the batch, by its kind
     */
    List<Outcome> commit(SaleId sale, List<OrderRequest> batch) throws LedgerException;
}
