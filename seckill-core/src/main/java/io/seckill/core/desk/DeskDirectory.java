package io.seckill.core.desk;

import io.seckill.core.sale.SaleId;
import java.util.Optional;

/**
 * Where each sale's desk stands: written by the desk when it is elected, read by the other nodes. It may be out of date;
 * a node that is asked says so itself. Safe for use by many threads.
 *
 * <p>Every method throws {@link io.seckill.core.sale.BackendUnavailableException} if the database could not be asked.
 */
public interface DeskDirectory {
    Optional<DeskAddress> find(SaleId sale);

    /** Writes that this process is the sale's desk now. */
    void announce(SaleId sale, DeskAddress desk);

    /** Clears the entry if it is still this process's. */
    void withdraw(SaleId sale, ProcessId process);
}
