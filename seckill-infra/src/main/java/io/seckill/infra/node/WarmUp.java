package io.seckill.infra.node;

import io.seckill.core.admission.Admission;
import io.seckill.core.admission.OrderIds;
import io.seckill.core.desk.SaleDesks;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Phase;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import io.seckill.infra.database.LedgerRehearsal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.SmartLifecycle;

/**
 * Exercises the way of an order before the node is ready, so that the first second of a sale is not the first second of
 * the code: orders that nobody sees go through a desk and the ledger's statements, and the sales to come are loaded. A
 * warm-up that fails keeps no node from starting. It begins when the application's parts are made, beside the rest of the start, and is
 * waited for at its end.
 */
final class WarmUp implements SmartLifecycle, ApplicationRunner {
    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());
    private static final int AT_ONCE = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SellingNode node;
    private final LedgerRehearsal rehearsal;
    private final SaleCatalog catalog;
    private final Admission admission;
    private final Scheduler scheduler;
    private final Duration within;
    private final OrderIds ids;
    private volatile CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private volatile boolean running;

    WarmUp(
            SellingNode node,
            LedgerRehearsal rehearsal,
            SaleCatalog catalog,
            Admission admission,
            Scheduler scheduler,
            WarmUpProperties properties) {
        this.node = node;
        this.rehearsal = rehearsal;
        this.catalog = catalog;
        this.admission = admission;
        this.scheduler = scheduler;
        this.within = properties.within();
        this.ids = new OrderIds(scheduler.clock(), new SecureRandom());
    }

    @Override
    public void start() {
        if (!within.isZero()) {
            underWay = CompletableFuture.runAsync(this::warmUp, task -> new Thread(task, "seckill-warm-up").start());
        }
        running = true;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        underWay.join();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void warmUp() {
        long begunAt = scheduler.nanos();
        int orders = guarded(this::rehearse);
        int sales = guarded(this::load);
        LOG.log(
                System.Logger.Level.INFO,
                "warmed up in {0} ms: {1} orders rehearsed, {2} sales loaded",
                Duration.ofNanos(scheduler.nanos() - begunAt).toMillis(),
                orders,
                sales);
    }

    private static int guarded(IntSupplier part) {
        try {
            return part.getAsInt();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a part of warming up failed, so the node starts cold: {0}",
                    e.toString());
            return 0;
        }
    }

    /** Admission knows them from then on, and need not look them up when their first order comes. */
    private int load() {
        List<SaleId> coming = catalog.list().stream()
                .filter(sale -> sale.phaseAt(scheduler.clock().instant()) != Phase.ENDED)
                .map(Sale::id)
                .toList();
        admission.expect(coming);
        return coming.size();
    }

    /** Closed loop: so many orders wait, all are answered, again. */
    private int rehearse() {
        long until = scheduler.nanos() + within.toNanos();
        SaleDesks desks = node.rehearsing(rehearsal.ledger());
        int asked = 0;
        int placed = 0;
        try {
            do {
                List<CompletableFuture<Outcome>> answers = new ArrayList<>(AT_ONCE);
                for (int i = 0; i < AT_ONCE; i++) {
                    answers.add(desks.submit(order(asked++)).toCompletableFuture());
                }
                bounded(CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)))
                        .join();
                for (CompletableFuture<Outcome> answer : answers) {
                    placed += answer.join() instanceof Outcome.Placed ? 1 : 0;
                }
            } while (scheduler.nanos() - until < 0);
        } finally {
            bounded(desks.close().toCompletableFuture()).join();
        }
        return placed;
    }

    private static <T> CompletableFuture<T> bounded(CompletableFuture<T> work) {
        return work.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private OrderRequest order(int number) {
        return new OrderRequest(
                ids.next(), rehearsal.sale(), new BuyerId("buyer-" + number), new RequestKey("key-" + number), 1);
    }
}
