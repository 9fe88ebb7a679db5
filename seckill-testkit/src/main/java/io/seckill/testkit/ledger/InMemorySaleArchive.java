package io.seckill.testkit.ledger;

import io.seckill.core.operate.Archived;
import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleArchive;
import io.seckill.core.operate.SaleChanges;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.Phase;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import java.util.List;
import java.util.Optional;

/** Archives the sales of a store in memory, each in one step, for tests. Safe for use by many threads. */
public final class InMemorySaleArchive implements SaleArchive {
    private final InMemoryStockLedger store;
    private final InMemoryOperatorLog log;

    public InMemorySaleArchive(InMemoryStockLedger store, InMemoryOperatorLog log) {
        this.store = store;
        this.log = log;
    }

    @Override
    public Archived archive(SaleId sale, BuyerId operator) {
        return store.step(() -> {
            Optional<Sale> before = store.find(sale);
            Archived archived = before.map(this::archive).orElseGet(Archived.NotFound::new);
            log.write(operator, "archive", sale, archived.word(), "", before, store.find(sale));
            return archived;
        });
    }

    private Archived archive(Sale sale) {
        if (sale.phaseAt(store.now()) != Phase.ENDED) {
            return new Archived.NotEnded();
        }
        List<Order> orders = store.of(sale.id());
        long unpaid = count(orders, OrderStatus.UNPAID);
        long refundDue = count(orders, OrderStatus.REFUND_DUE);
        if (unpaid + refundDue > 0) {
            return new Archived.OrdersOpen(unpaid, refundDue);
        }
        if (SaleChanges.turn(sale, SaleState.CLOSED) instanceof Operated.Done closed) {
            store.put(closed.sale());
        }
        orders.forEach(store::archive);
        return new Archived.Done(orders.size());
    }

    private static long count(List<Order> orders, OrderStatus status) {
        return orders.stream().filter(order -> order.status() == status).count();
    }
}
