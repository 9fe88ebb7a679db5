package io.seckill.testkit.ledger;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.testkit.ledger.OperatorEntry.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What operators did to the sales of a store in memory. Safe for use by many threads. */
public final class InMemoryOperatorLog {
    private final InMemoryStockLedger store;
    private final Map<SaleId, List<OperatorEntry>> entries = new HashMap<>();

    public InMemoryOperatorLog(InMemoryStockLedger store) {
        this.store = store;
    }

    /** What was asked of the sale, the latest last. */
    public List<OperatorEntry> of(SaleId sale) {
        return store.step(() -> List.copyOf(entries.getOrDefault(sale, List.of())));
    }

    /** Within a step of the store. */
    void write(
            BuyerId operator,
            String action,
            SaleId sale,
            String outcome,
            String asked,
            Optional<Sale> before,
            Optional<Sale> after) {
        entries.computeIfAbsent(sale, first -> new ArrayList<>())
                .add(new OperatorEntry(
                        operator,
                        action,
                        outcome,
                        asked,
                        store.now(),
                        before.map(Standing::of),
                        after.map(Standing::of)));
    }
}
