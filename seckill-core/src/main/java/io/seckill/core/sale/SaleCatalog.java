package io.seckill.core.sale;

import java.util.List;
import java.util.Optional;

/**
 * Reads and creates sales. Safe for use by many threads.
 *
 * <p>Every method throws {@link BackendUnavailableException} if the database could not be asked.
 */
public interface SaleCatalog {
    /** The most sales that {@link #list} returns. */
    int MAX_LISTED = 200;

    /** The sale as its row says now. */
    Optional<Sale> find(SaleId id);

    /** The sales that close last come first; at most {@link #MAX_LISTED}. */
    List<Sale> list();

    /** Creates the sale, or finds the one that the same operator created with the same key. */
    CreatedSale create(NewSale sale);
}
