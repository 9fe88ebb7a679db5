package io.seckill.core.desk;

import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * The sale desks of one node, one per sale that is asked for. Safe for use by many threads.
 *
 * <p>A desk is small and is kept once made; only sales that exist should be asked for.
 */
public final class SaleDesks implements SaleActivities {
    private final DeskNode node;
    private final ConcurrentHashMap<SaleId, Entry> entries = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private record Entry(SaleDesk desk, InFlight inFlight) {}

    /**
     * Makes a node without desks.
     *
     * @param self how the other nodes reach this one
     * @param commits runs batches; as many threads at most as the ledger has connections to spare
     * @param events hears what happens
     * @param random spreads the nodes' retries
     */
    public SaleDesks(
            DeskAddress self,
            DeskSettings settings,
            Scheduler scheduler,
            Executor commits,
            StockLedger ledger,
            LockProvider locks,
            DeskDirectory directory,
            DeskGateway gateway,
            SellingEvents events,
            RandomGenerator random) {
        Election election = new Election(locks, directory, self);
        this.node = new DeskNode(self, settings, scheduler, commits, ledger, election, gateway, events, random);
    }

    /**
     * Makes the desks of a program that sells on one node alone: this node is the desk of every sale. The ledger still
     * arbitrates, so a second node by mistake is no worse than the ledger is.
     *
     * @param commits runs batches; as many threads at most as the ledger can take at once
     */
    public static SaleDesks ofOneNode(
            DeskSettings settings, Scheduler scheduler, Executor commits, StockLedger ledger) {
        RandomGenerator random = new SplittableRandom();
        OnlyNode cluster = new OnlyNode();
        DeskAddress self = new DeskAddress(ProcessId.draw(random), "localhost", 1);
        return new SaleDesks(
                self, settings, scheduler, commits, ledger, cluster, cluster, cluster, SellingEvents.none(), random);
    }

    /**
     * Queues the request at this node. A repeat of a request that is under way joins it.
     *
     * @return completes within the settings' {@code answerWithin}, never exceptionally
     */
    public CompletionStage<Outcome> submit(OrderRequest request) {
        if (closed) {
            return busy();
        }
        OrderTrail.add(request, "comes to this node");
        Entry entry = entry(request.saleId());
        long now = node.scheduler().nanos();
        WaitingOrder order = new WaitingOrder(
                request,
                now + node.settings().takeWithin().toNanos(),
                now + node.settings().answerWithin().toNanos());
        InFlight.Admission admission = entry.inFlight().admit(order);
        if (admission instanceof InFlight.Admission.Joined joined) {
            if (OrderTrail.isOn()) {
                OrderTrail.add(request, "joins order " + joined.order().id() + ", the same request");
            }
            return joined.order().answer().thenApply(answer -> joined(answer.orElseGet(Outcome.Unknown::new)));
        }
        if (admission instanceof InFlight.Admission.OtherBody) {
            return CompletableFuture.completedStage(Outcome.refused(new Refusal.KeyReused()));
        }
        if (admission instanceof InFlight.Admission.Full) {
            return busy();
        }
        CompletionStage<Outcome> answer = order.answer().thenApply(outcome -> {
            entry.inFlight().remove(order);
            return outcome.orElseGet(Outcome.Unknown::new);
        });
        entry.desk().submit(order);
        return answer;
    }

    /** Takes the bundle of another node if this process is the sale's desk; never completes exceptionally but for a fault. */
    public CompletionStage<BundleReply> accept(Bundle bundle) {
        if (closed) {
            return CompletableFuture.completedStage(new BundleReply.NotDesk());
        }
        return entry(bundle.sale()).desk().accept(bundle);
    }

    @Override
    public SaleActivity of(SaleId sale) {
        return Optional.ofNullable(entries.get(sale))
                .map(entry -> entry.desk().activity(entry.inFlight().size()))
                .orElseGet(SaleActivity::none);
    }

    @Override
    public NodeActivity ofAll() {
        int waiting = 0;
        Map<Standing, Integer> sales = new EnumMap<>(Standing.class);
        for (Standing standing : Standing.values()) {
            sales.put(standing, 0);
        }
        for (Entry entry : entries.values()) {
            DeskSnapshot snapshot = entry.desk().snapshot();
            waiting += snapshot.waiting(entry.inFlight().size());
            sales.merge(snapshot.standing(), 1, Integer::sum);
        }
        return new NodeActivity(waiting, sales);
    }

    /**
     * Lets no more orders in, serves those that wait, gives the desks up, so that other nodes are elected at once.
     *
     * @return completes when that is done, within the settings' {@code closeWithin} and some
     */
    public CompletionStage<Void> close() {
        closed = true;
        return CompletableFuture.allOf(
                entries.values().stream().map(entry -> entry.desk().close()).toArray(CompletableFuture<?>[]::new));
    }

    private Entry entry(SaleId sale) {
        Entry known = entries.get(sale);
        return known != null
                ? known
                : entries.computeIfAbsent(
                        sale,
                        id -> new Entry(
                                new SaleDesk(id, node),
                                new InFlight(
                                        node.settings().maxWaiting(),
                                        node.settings().maxWaitingPerBuyer())));
    }

    private static Outcome joined(Outcome outcome) {
        return outcome instanceof Outcome.Placed placed ? new Outcome.Replayed(placed.order()) : outcome;
    }

    private static CompletionStage<Outcome> busy() {
        return CompletableFuture.completedStage(Outcome.refused(new Refusal.Busy()));
    }
}
