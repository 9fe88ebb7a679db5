package io.seckill.core.desk;

import io.seckill.core.sale.SaleId;

/** What this node does for its sales. Safe for use by many threads. */
public interface SaleActivities {
    /** Of a sale that nobody asked for here, too. */
    SaleActivity of(SaleId sale);

    /** Of all sales together. */
    NodeActivity ofAll();
}
