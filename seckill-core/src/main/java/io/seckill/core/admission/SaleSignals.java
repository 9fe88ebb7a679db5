package io.seckill.core.admission;

import io.seckill.core.sale.SaleId;
import java.util.function.Consumer;

/**
 * Tells the other nodes to look at a sale again. Nothing depends on a signal's arrival: every node looks by itself too. Safe for use by many threads.
 */
public interface SaleSignals {
    /** Tells the other nodes; does not wait, and never throws. */
    void lookAgain(SaleId sale);

    /** Calls the listener for the signals of other nodes, on a thread that must not be blocked. */
    void onLookAgain(Consumer<SaleId> listener);

    /** For a node that has nobody to talk to. */
    static SaleSignals none() {
        return new SaleSignals() {
            @Override
            public void lookAgain(SaleId sale) {}

            @Override
            public void onLookAgain(Consumer<SaleId> listener) {}
        };
    }
}
