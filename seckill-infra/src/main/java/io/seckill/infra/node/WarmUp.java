package io.seckill.infra.node;

import io.seckill.core.admission.OrderIds;
import io.seckill.core.desk.SaleDesks;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Phase;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.schedule.Scheduler;
import io.seckill.infra.database.LedgerRehearsal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    private static final int MOST_SALES = 1_000;

    private final SellingNode node;
    private final LedgerRehearsal rehearsal;
    private final SaleCatalog catalog;
    private final Scheduler scheduler;
    private final Duration within;
    private final OrderIds ids;
    private volatile CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private volatile boolean running;

    WarmUp(
            SellingNode node,
            LedgerRehearsal rehearsal,
            SaleCatalog catalog,
            Scheduler scheduler,
            WarmUpProperties properties) {
        this.node = node;
        this.rehearsal = rehearsal;
        this.catalog = catalog;
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
        try {
            int sales = load();
            int orders = rehearse(begunAt + within.toNanos());
            LOG.log(
                    System.Logger.Level.INFO,
                    "warmed up in {0} ms: {1} orders rehearsed, {2} sales loaded",
                    Duration.ofNanos(scheduler.nanos() - begunAt).toMillis(),
                    orders,
                    sales);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the node starts without being warmed up: {0}", e.getMessage());
        }
    }

    private int load() {
        List<Sale> coming = catalog.list().stream()
                .filter(sale -> sale.phaseAt(scheduler.clock().instant()) != Phase.ENDED)
                .limit(MOST_SALES)
                .toList();
        coming.forEach(sale -> catalog.find(sale.id()));
        return coming.size();
    }

    /** Closed loop: so many orders wait, all are answered, again. */
    private int rehearse(long until) {
        SaleDesks desks = node.rehearsing(rehearsal.ledger());
        int placed = 0;
        try {
            for (int round = 0; scheduler.nanos() - until < 0; round++) {
                List<CompletableFuture<Outcome>> answers = new ArrayList<>(AT_ONCE);
                for (int i = 0; i < AT_ONCE; i++) {
                    answers.add(desks.submit(order(round * AT_ONCE + i)).toCompletableFuture());
                }
                bounded(CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)))
                        .join();
                for (CompletableFuture<Outcome> answer : answers) {
                    placed += answer.join() instanceof Outcome.Placed ? 1 : 0;
                }
            }
        } finally {
            bounded(desks.close().toCompletableFuture()).join();
        }
        return placed;
    }

    private <T> CompletableFuture<T> bounded(CompletableFuture<T> work) {
        return work.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private OrderRequest order(int number) {
        return new OrderRequest(
                ids.next(), rehearsal.sale(), new BuyerId("buyer-" + number), new RequestKey("key-" + number), 1);
    }
}
