package io.seckill.core.admission;

import io.seckill.core.desk.SaleDesks;
import io.seckill.core.order.BatchDecision;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.PlaceOrder;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets requests in: knows the sale, refuses from memory where it may, and gives the rest to the sale's desk. Safe for use by many
 * threads.
 */
public final class Admission implements PlaceOrder {
    private final SaleCatalog catalog;
    private final OrderBook orders;
    private final SaleDesks desks;
    private final OrderIds ids;
    private final Marks marks;
    /** Rows of sales are never removed, so a sale once known needs no second look. */
    private final Set<SaleId> known = ConcurrentHashMap.newKeySet();

    /**
     * Wires the way of an order.
     *
     * @param catalog may answer from a copy: it tells only whether there is such a sale
     * @param rows reads the sale's row itself
     */
    public Admission(
            SaleCatalog catalog,
            SaleCatalog rows,
            OrderBook orders,
            SaleSnapshots snapshots,
            SaleSignals signals,
            SaleDesks desks,
            Scheduler scheduler,
            OrderIds ids,
            Fingerprint fingerprint) {
        this.catalog = catalog;
        this.orders = orders;
        this.desks = desks;
        this.ids = ids;
        this.marks = new Marks(rows, snapshots, signals, scheduler, fingerprint);
    }

    @Override
    public CompletionStage<Outcome> place(SaleId sale, BuyerId buyer, RequestKey key, int quantity) {
        try {
            if (!isKnown(sale)) {
                return refused(new Refusal.SaleNotFound());
            }
            Marks.Word word = marks.check(sale, buyer, key).orElse(null);
            OrderRequest request;
            if (word == null) {
                request = new OrderRequest(ids.next(), sale, buyer, key, quantity);
                return desks.submit(request).thenApply(outcome -> noted(request, outcome));
            }
            if (!word.mayBeReplay()) {
                return refused(word.refusal());
            }
            request = new OrderRequest(ids.next(), sale, buyer, key, quantity);
            return CompletableFuture.completedStage(orders.find(sale, buyer, key)
                    .map(standing -> BatchDecision.settled(request, standing))
                    .orElseGet(() -> Outcome.refused(word.refusal())));
        } catch (BackendUnavailableException e) {
            return refused(new Refusal.Busy());
        }
    }

    private boolean isKnown(SaleId sale) {
        if (known.contains(sale)) {
            return true;
        }
        boolean found = catalog.find(sale).isPresent();
        if (found) {
            known.add(sale);
        }
        return found;
    }

    private Outcome noted(OrderRequest request, Outcome outcome) {
        if (outcome instanceof Outcome.Placed) {
            marks.placed(request.saleId(), request.buyer(), request.key());
        } else if (outcome instanceof Outcome.Refused refused && mayBeMarked(refused.refusal())) {
            marks.refused(request.saleId());
        }
        return outcome;
    }

    private static boolean mayBeMarked(Refusal refusal) {
        return refusal instanceof Refusal.SoldOut
                || refusal instanceof Refusal.Ended
                || refusal instanceof Refusal.NotOpen;
    }

    private static CompletionStage<Outcome> refused(Refusal refusal) {
        return CompletableFuture.completedStage(Outcome.refused(refusal));
    }
}
