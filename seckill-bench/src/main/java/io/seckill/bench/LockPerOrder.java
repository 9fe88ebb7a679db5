package io.seckill.bench;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.SaleId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;

/** The textbook: everybody waits for one lock, and orders in a transaction of its own while holding it. */
final class LockPerOrder {
    /** With more threads at one {@code RLock} it only gets slower. */
    static final int MOST_THREADS = 64;

    private final StockLedger ledger;
    private final RLock lock;
    private final Requests requests;
    private final Meter meter;

    private LockPerOrder(SellingProgram program, SaleId sale, Span span) {
        this.ledger = program.part(StockLedger.class);
        this.lock = program.part(RedissonClient.class).getLock("bench:" + sale);
        this.requests = new Requests(sale);
        this.meter = new Meter(span);
    }

    static int threads(int waiting) {
        return Math.min(MOST_THREADS, waiting);
    }

    static Measurement run(SellingProgram program, SaleId sale, int waiting, Span span) {
        ExecutorService threads = Executors.newFixedThreadPool(threads(waiting));
        try {
            LockPerOrder way = new LockPerOrder(program, sale, span);
            List<CompletableFuture<Void>> ends = Stream.generate(() -> CompletableFuture.runAsync(way::sell, threads))
                    .limit(threads(waiting))
                    .toList();
            ends.forEach(CompletableFuture::join);
            return way.meter.measurement(1, 0);
        } finally {
            threads.shutdown();
            awaitEnd(threads);
        }
    }

    private static void awaitEnd(ExecutorService threads) {
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a buyer still waits for the lock");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sell() {
        while (!meter.isOver()) {
            OrderRequest request = requests.next();
            long askedAt = System.nanoTime();
            meter.answered(sellLocked(request), askedAt);
        }
    }

    private Outcome sellLocked(OrderRequest request) {
        lock.lock();
        try {
            return ledger.commit(request.saleId(), List.of(request)).get(0);
        } catch (LedgerException e) {
            throw new IllegalStateException("an order failed: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }
}
