package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.Bundle;
import io.seckill.core.desk.BundleReply;
import io.seckill.core.desk.DeskAddress;
import io.seckill.core.desk.DeskSettings;
import io.seckill.core.desk.DeskUnreachableException;
import io.seckill.core.desk.DeskUnreachableException.Arrival;
import io.seckill.core.desk.ProcessId;
import io.seckill.core.desk.SaleDesks;
import io.seckill.core.desk.SellingEvents;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.testkit.lock.InMemoryLockProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An order that the database refuses must not take those beside it along. */
class OffenderTest {
    @Test
    void aDeskPlacesAllButTheOrderThatTheDatabaseRefuses() throws Exception {
        try (RealStore store = new RealStore();
                ThreadScheduler scheduler = new ThreadScheduler(2, 2);
                InMemoryLockProvider locks = new InMemoryLockProvider()) {
            SaleId sale = Sales.open(store, 100);
            MyBatisStockLedger ledger = new MyBatisStockLedger(store.desks());
            OrderId taken = Sales.freshOrderId();
            ledger.commit(sale, List.of(Sales.request(sale, "somebody", taken)));
            List<OrderRequest> requests = new ArrayList<>(Sales.requests(sale, 20));
            requests.add(11, Sales.request(sale, "the-offender", taken));
            ExecutorService commits = Executors.newSingleThreadExecutor();
            SaleDesks desks = new SaleDesks(
                    new DeskAddress(new ProcessId("0123456789abcdef"), "127.0.0.1", 1),
                    patient(),
                    scheduler,
                    commits,
                    ledger,
                    locks,
                    new MyBatisDeskDirectory(store.desks()),
                    OffenderTest::nobody,
                    SellingEvents.none(),
                    new Random(42));

            // The row is held until all wait, so that they come in one batch.
            List<CompletionStage<Outcome>> answers = new ArrayList<>();
            try (RowHolder holder = new RowHolder(store, sale)) {
                requests.forEach(request -> answers.add(desks.submit(request)));
                Waiting.untilOneWaitsForALock(store);
                holder.commit();
            }

            for (int i = 0; i < requests.size(); i++) {
                Outcome outcome = answers.get(i).toCompletableFuture().get(RealStore.SOON_SECONDS, TimeUnit.SECONDS);
                if (requests.get(i).orderId().equals(taken)) {
                    assertThat(outcome).isEqualTo(Outcome.refused(new Refusal.NotStorable()));
                } else {
                    assertThat(outcome).isInstanceOf(Outcome.Placed.class);
                }
            }
            assertThat(store.number("SELECT available FROM sales WHERE id = '" + sale + "'"))
                    .isEqualTo(79);
            desks.close().toCompletableFuture().get(RealStore.SOON_SECONDS, TimeUnit.SECONDS);
            commits.shutdown();
        }
    }

    /** The row is held for as long as the test needs, which on a busy machine is longer than a buyer would wait. */
    private static DeskSettings patient() {
        DeskSettings defaults = DeskSettings.defaults();
        return new DeskSettings(
                defaults.maxWaiting(),
                defaults.maxWaitingPerBuyer(),
                defaults.maxBatch(),
                defaults.maxBundle(),
                defaults.maxBundlesInFlight(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                defaults.aloneAfter(),
                Duration.ofSeconds(30),
                defaults.standAgainAfter(),
                defaults.idleAfter(),
                defaults.closeWithin());
    }

    private static CompletionStage<BundleReply> nobody(DeskAddress desk, Bundle bundle) {
        return CompletableFuture.failedStage(new DeskUnreachableException(desk, Arrival.NEVER, null));
    }
}
