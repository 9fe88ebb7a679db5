package io.seckill.core.operate;

import io.seckill.core.admission.SaleSignals;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;

/** Operates sales, and has every node notice. Safe for use by many threads. */
public final class OperateSales implements SaleOperations {
    private final SaleOperations rows;
    private final SaleSignals signals;

    public OperateSales(SaleOperations rows, SaleSignals signals) {
        this.rows = rows;
        this.signals = signals;
    }

    @Override
    public Operated edit(SaleId sale, int revision, SaleEdit edit, BuyerId operator) {
        return told(sale, rows.edit(sale, revision, edit, operator));
    }

    @Override
    public Operated restock(SaleId sale, int delta, RequestKey key, BuyerId operator) {
        return told(sale, rows.restock(sale, delta, key, operator));
    }

    @Override
    public Operated turn(SaleId sale, SaleState to, BuyerId operator) {
        return told(sale, rows.turn(sale, to, operator));
    }

    private Operated told(SaleId sale, Operated operated) {
        if (operated instanceof Operated.Done) {
            signals.lookAgain(sale);
        }
        return operated;
    }
}
