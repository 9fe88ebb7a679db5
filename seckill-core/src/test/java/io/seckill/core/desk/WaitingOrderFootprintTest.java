package io.seckill.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an order that waits costs this process, in the core. */
class WaitingOrderFootprintTest {
    private static final int ORDERS = 100_000;
    private static final int MOST_BYTES = 2_048;

    @Test
    void aWaitingOrderCostsLessThanTwoKibibytes() {
        SaleDesks desks = desksThatNeverSell();
        long before = usedBytes();
        List<Object> answers = new ArrayList<>(ORDERS);
        for (int i = 0; i < ORDERS; i++) {
            answers.add(desks.submit(request(i)));
        }
        long each = (usedBytes() - before) / ORDERS;
        assertThat(desks.of(new SaleId("sale")).waiting()).isEqualTo(ORDERS);
        System.out.println("a waiting order costs " + each + " bytes");
        assertThat(each).isBetween(100L, (long) MOST_BYTES);
        assertThat(answers).as("kept until here").hasSize(ORDERS);
    }

    private static OrderRequest request(int number) {
        return new OrderRequest(
                new OrderId(String.format("%026d", number)),
                new SaleId("sale"),
                new BuyerId("00000000-0000-4000-8000-" + String.format("%012d", number)),
                new RequestKey("11111111-0000-4000-8000-" + String.format("%012d", number)),
                1);
    }

    private static SaleDesks desksThatNeverSell() {
        DeskSettings defaults = DeskSettings.defaults();
        DeskSettings settings = new DeskSettings(
                ORDERS,
                defaults.maxWaitingPerBuyer(),
                defaults.maxBatch(),
                defaults.maxBundle(),
                defaults.maxBundlesInFlight(),
                defaults.takeWithin(),
                defaults.answerWithin(),
                defaults.aloneAfter(),
                defaults.giveUpAfter(),
                defaults.standAgainAfter(),
                defaults.idleAfter(),
                defaults.closeWithin());
        return new SaleDesks(
                new DeskAddress(new ProcessId("0123456789abcdef"), "127.0.0.1", 1),
                settings,
                new StoppedTime(),
                task -> {},
                (sale, batch) -> List.of(),
                request -> CompletableFuture.completedFuture(Optional.empty()),
                new NobodyInDirectory(),
                (desk, bundle) -> new CompletableFuture<>(),
                SellingEvents.none(),
                new Random(42));
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Nothing runs. */
    private static final class StoppedTime implements Scheduler {
        @Override
        public InstantSource clock() {
            return Clock.systemUTC();
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void run(Runnable task) {}

        @Override
        public void block(Runnable task) {}

        @Override
        public void after(Duration delay, Runnable task) {}
    }

    private static final class NobodyInDirectory implements DeskDirectory {
        @Override
        public Optional<DeskAddress> find(SaleId sale) {
            return Optional.empty();
        }

        @Override
        public void announce(SaleId sale, DeskAddress desk) {}

        @Override
        public void withdraw(SaleId sale, ProcessId process) {}
    }
}
