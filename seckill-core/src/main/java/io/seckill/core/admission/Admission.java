package io.seckill.core.admission;

import io.seckill.core.desk.SaleDesks;
import io.seckill.core.desk.SellingEvents;
import io.seckill.core.desk.SellingEvents.Source;
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
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets requests in: knows the sale, refuses from memory where it may, and gives the rest to the sale's desk. Safe for use by many
 * threads.
 */
public final class Admission implements PlaceOrder {
    private static final System.Logger LOG = System.getLogger(Admission.class.getName());

    private final SaleCatalog catalog;
    private final OrderBook orders;
    private final SaleDesks desks;
    private final OrderIds ids;
    private final Marks marks;
    private final SellingEvents events;
    private final Scheduler scheduler;
    /** Rows of sales are never removed, so a sale once known needs no second look. */
    private final Set<SaleId> known = ConcurrentHashMap.newKeySet();

    /**
     * Wires the way of an order.
     *
     * @param catalog may answer from a copy: it tells only whether there is such a sale
     * @param rows reads the sale's row itself
     * @param events hears of every answer
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
            Fingerprint fingerprint,
            SellingEvents events) {
        this.catalog = catalog;
        this.orders = orders;
        this.desks = desks;
        this.ids = ids;
        this.marks = new Marks(rows, snapshots, signals, scheduler, fingerprint);
        this.events = events;
        this.scheduler = scheduler;
    }

    @Override
    public CompletionStage<Outcome> place(SaleId sale, BuyerId buyer, RequestKey key, int quantity) {
        long begunAt = scheduler.nanos();
        try {
            Optional<Marks.Word> word = marks.check(sale, buyer, key);
            if (word.isPresent()) {
                return fromMemory(remembered(word.get(), sale, buyer, key, quantity), begunAt);
            }
            if (!isKnown(sale)) {
                return fromMemory(Outcome.refused(new Refusal.SaleNotFound()), begunAt);
            }
        } catch (BackendUnavailableException e) {
            LOG.log(System.Logger.Level.DEBUG, "sale {0} cannot be looked up: {1}", sale, e.getMessage());
            return fromMemory(Outcome.refused(new Refusal.Busy()), begunAt);
        }
        OrderRequest request = new OrderRequest(ids.next(), sale, buyer, key, quantity);
        return desks.submit(request).thenApply(outcome -> {
            note(request, outcome);
            return counted(outcome, Source.DESK, begunAt);
        });
    }

    /** A request that may be a repeat is settled by the order itself. */
    private Outcome remembered(Marks.Word word, SaleId sale, BuyerId buyer, RequestKey key, int quantity) {
        if (!word.mayBeReplay()) {
            return Outcome.refused(word.refusal());
        }
        OrderRequest request = new OrderRequest(ids.next(), sale, buyer, key, quantity);
        return orders.find(sale, buyer, key)
                .map(standing -> BatchDecision.settled(request, standing))
                .orElseGet(() -> Outcome.refused(word.refusal()));
    }

    private CompletionStage<Outcome> fromMemory(Outcome outcome, long begunAt) {
        return CompletableFuture.completedStage(counted(outcome, Source.MEMORY, begunAt));
    }

    private Outcome counted(Outcome outcome, Source source, long begunAt) {
        events.answered(outcome, source, Duration.ofNanos(scheduler.nanos() - begunAt));
        return outcome;
    }

    /** These sales are there: their first orders need not look them up. */
    public void expect(Collection<SaleId> sales) {
        known.addAll(sales);
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

    private void note(OrderRequest request, Outcome outcome) {
        if (outcome instanceof Outcome.Placed) {
            marks.placed(request.saleId(), request.buyer(), request.key());
        } else if (outcome instanceof Outcome.Refused refused && mayBeMarked(refused.refusal())) {
            marks.refused(request.saleId());
        }
    }

    private static boolean mayBeMarked(Refusal refusal) {
        return refusal instanceof Refusal.SoldOut
                || refusal instanceof Refusal.Ended
                || refusal instanceof Refusal.NotOpen;
    }
}
