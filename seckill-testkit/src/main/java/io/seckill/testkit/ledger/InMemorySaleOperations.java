package io.seckill.testkit.ledger;

import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleChanges;
import io.seckill.core.operate.SaleEdit;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.InvalidTermsException;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Operates the sales of a store in memory, for tests. Safe for use by many threads. */
public final class InMemorySaleOperations implements SaleOperations {
    private final InMemoryStockLedger store;
    private final InMemoryOperatorLog log;
    private final Map<Intent, Restock> done = new HashMap<>();

    private record Intent(BuyerId operator, RequestKey key) {}

    private record Restock(SaleId sale, int delta) {}

    public InMemorySaleOperations(InMemoryStockLedger store, InMemoryOperatorLog log) {
        this.store = store;
        this.log = log;
    }

    @Override
    public Operated edit(SaleId sale, int revision, SaleEdit edit, BuyerId operator) {
        return operate(
                sale,
                operator,
                "edit",
                edit.toString(),
                before -> SaleChanges.edit(before, revision, edit, () -> mostBought(sale)));
    }

    @Override
    public Operated restock(SaleId sale, int delta, RequestKey key, BuyerId operator) {
        if (delta == 0) {
            throw new IllegalArgumentException("delta: must not be 0");
        }
        Intent intent = new Intent(operator, key);
        Restock restock = new Restock(sale, delta);
        return operate(sale, operator, "restock", restock.toString(), before -> {
            Restock earlier = done.get(intent);
            if (earlier != null) {
                return earlier.equals(restock) ? new Operated.Unchanged(before) : new Operated.KeyReused();
            }
            Operated operated = SaleChanges.restock(before, delta);
            if (operated instanceof Operated.Done) {
                done.put(intent, restock);
            }
            return operated;
        });
    }

    @Override
    public Operated turn(SaleId sale, SaleState to, BuyerId operator) {
        String action =
                switch (to) {
                    case ACTIVE -> "resume";
                    case PAUSED -> "pause";
                    case CLOSED -> "close";
                };
        return operate(sale, operator, action, to.toString(), before -> SaleChanges.turn(before, to));
    }

    private Operated operate(
            SaleId id, BuyerId operator, String action, String asked, Function<Sale, Operated> decision) {
        return store.step(() -> {
            Optional<Sale> before = store.find(id);
            try {
                Operated operated = before.map(decision).orElseGet(Operated.NotFound::new);
                Optional<Sale> after = operated instanceof Operated.Done change ? Optional.of(change.sale()) : before;
                after.ifPresent(store::put);
                log.write(operator, action, id, operated.word(), asked, before, after);
                return operated;
            } catch (InvalidTermsException e) {
                log.write(operator, action, id, "INVALID", asked, before, before);
                throw e;
            }
        });
    }

    private int mostBought(SaleId sale) {
        return store.of(sale).stream()
                .filter(order -> order.status().isLive())
                .collect(Collectors.groupingBy(Order::buyer, Collectors.summingInt(Order::quantity)))
                .values()
                .stream()
                .max(Integer::compare)
                .orElse(0);
    }
}
