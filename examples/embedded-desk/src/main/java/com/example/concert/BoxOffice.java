package com.example.concert;

import io.seckill.core.admission.OrderIds;
import io.seckill.core.desk.DeskSettings;
import io.seckill.core.desk.SaleDesks;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.ThreadScheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sells seats: the core's desk on a ledger of our own. Safe for use by many threads. */
public final class BoxOffice implements AutoCloseable {
    private final ThreadScheduler scheduler = new ThreadScheduler(1, 1);
    /** One thread, for there is one journal: orders that come while it writes make the next batch. */
    private final ExecutorService commits = Executors.newSingleThreadExecutor();

    private final OrderIds ids = new OrderIds(scheduler.clock(), new SecureRandom());
    private final ConcertLedger ledger;
    private final SaleDesks desks;

    public BoxOffice(Path journal) throws IOException {
        ledger = new ConcertLedger(journal, scheduler.clock());
        desks = SaleDesks.ofOneNode(DeskSettings.defaults(), scheduler, commits, ledger);
    }

    public ConcertLedger ledger() {
        return ledger;
    }

    /** Asks for seats. A repeat with the same buyer and key never buys twice. */
    public CompletionStage<Outcome> buy(SaleId concert, BuyerId buyer, RequestKey key, int seats) {
        return ledger.has(concert)
                ? desks.submit(new OrderRequest(ids.next(), concert, buyer, key, seats))
                : CompletableFuture.completedStage(Outcome.refused(new Refusal.SaleNotFound()));
    }

    /** Serves those who wait, and closes. */
    @Override
    public void close() throws IOException {
        desks.close().toCompletableFuture().join();
        commits.shutdown();
        scheduler.close();
        ledger.close();
    }
}
