package io.seckill.core.admission;

import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Reads a sale and all its orders' fingerprints at one moment. Safe for use by many threads. */
public interface SaleSnapshots {
    /**
     * Waits out the batch that holds the sale's row, then reads the row and the orders in one consistent snapshot.
     *
     * @return empty if there is no such sale
     * @throws io.seckill.core.sale.BackendUnavailableException if the database could not be asked
     */
    Optional<Snapshot> take(SaleId sale, Fingerprint fingerprint);

    /**
     * A sale at one moment.
     *
     * @param orders whether an order with that fingerprint may be there; never wrong about one that is; under 32 bytes per
     *     order
     */
    record Snapshot(Sale sale, LongPredicate orders) {}
}
