package io.seckill.bench;

import io.seckill.core.desk.DeskSettings;
import io.seckill.core.desk.SaleDesks;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.testkit.process.GuardedProcess;
import io.seckill.testkit.process.WorkFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Orders that wait at a desk whose ledger does not come to them, in a process with a small heap. */
final class HeapOfWaiting {
    private static final int ORDERS = 100_000;
    private static final int HEAP_MIB = 256;
    private static final Duration LONG = Duration.ofMinutes(10);

    private HeapOfWaiting() {}

    /** One line: whether they fit, and what they take. */
    static String measure() {
        try (WorkFolder folder = WorkFolder.create("seckill-heap");
                GuardedProcess process = GuardedProcess.start("heap", folder.path(), Map.of(), command())) {
            int status = process.onExit().join();
            return String.format(
                    Locale.ROOT,
                    "%,d orders wait in a heap of %d MiB: %s",
                    ORDERS,
                    HEAP_MIB,
                    status == 0 ? process.lastLines(1) + ": met" : "NOT met\n" + process.lastLines(5));
        }
    }

    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MIB + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HeapOfWaiting.class.getName());
    }

    /**
     * Lets the orders wait, and prints what they take.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        long before = usedBytes();
        try (ThreadScheduler scheduler = new ThreadScheduler(1, 2)) {
            SaleDesks desks = SaleDesks.ofOneNode(settings(), scheduler, task -> {}, (sale, batch) -> List.of());
            SaleId sale = new SaleId("hot");
            CompletionStage<?>[] answers = new CompletionStage<?>[ORDERS];
            for (int i = 0; i < ORDERS; i++) {
                answers[i] = desks.submit(new OrderRequest(
                        new OrderId(String.format("%026d", i)),
                        sale,
                        new BuyerId("auth0|" + UUID.randomUUID()),
                        new RequestKey(UUID.randomUUID().toString()),
                        1));
            }
            long taken = usedBytes() - before;
            for (CompletionStage<?> answer : answers) {
                CompletableFuture<?> waiting = answer.toCompletableFuture();
                if (waiting.isDone()) {
                    throw new IllegalStateException("an order does not wait: " + waiting.join());
                }
            }
            System.out.printf(Locale.ROOT, "%d MiB after a collection, %d bytes each%n", taken >> 20, taken / ORDERS);
        }
    }

    private static DeskSettings settings() {
        DeskSettings usual = DeskSettings.defaults();
        return new DeskSettings(
                ORDERS,
                usual.maxWaitingPerBuyer(),
                usual.maxBatch(),
                usual.maxBundle(),
                usual.maxBundlesInFlight(),
                LONG,
                LONG,
                LONG,
                LONG,
                usual.standAgainAfter(),
                LONG,
                usual.closeWithin());
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
