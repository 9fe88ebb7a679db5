package io.seckill.core.operate;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.SaleId;

/** Moves the orders of ended sales out of the way. Safe for use by many threads. */
public interface SaleArchive {
    /**
     * Closes the sale for good, then moves its orders into the archive, some thousand per transaction, so that every order is
     * in exactly one of both places at each moment, and {@link io.seckill.core.sale.SaleAudit} checks them in both. One that
     * was cut off goes on where it was. The sale's row stays. What is refused leaves the sale as it was, but for one whose
     * orders came to be open while they were moved. Every call is in the operators' log.
     *
     * @throws io.seckill.core.sale.BackendUnavailableException if the database did not answer; some orders may have been moved
     */
    Archived archive(SaleId sale, BuyerId operator);
}
