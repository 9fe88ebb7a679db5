package io.seckill.core.sale;

import java.util.List;
import java.util.Optional;

/** Checks the laws of one sale against the database. Safe for use by many threads. */
public interface SaleAudit {
    /**
     * Reads the sale's row and its orders in one consistent snapshot.
     *
     * @return empty if there is no such sale
     * @throws BackendUnavailableException if the database could not be asked
     */
    Optional<AuditReport> audit(SaleId sale);

    /**
     * Sales that have opened, until an hour after the last unpaid order of theirs must have come to its end, by the store's
     * clock. Those that close first come first.
     *
     * @param most 1 or more
     * @throws BackendUnavailableException if the database could not be asked
     */
    List<SaleId> active(int most);
}
