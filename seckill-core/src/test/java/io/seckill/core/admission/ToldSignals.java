package io.seckill.core.admission;

import io.seckill.core.sale.SaleId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what the other nodes were told. */
public final class ToldSignals implements SaleSignals {
    private final List<SaleId> told = new ArrayList<>();

    public List<SaleId> told() {
        return told;
    }

    @Override
    public void lookAgain(SaleId sale) {
        told.add(sale);
    }

    @Override
    public void onLookAgain(Consumer<SaleId> listener) {}
}
