package io.seckill.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.DeskDirectory;
import io.seckill.core.desk.DeskSettings;
import io.seckill.core.desk.SellingEvents;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.testkit.ledger.InMemoryStockLedger;
import io.seckill.testkit.lock.InMemoryLockProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SellingNodeTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aNodeHandsItsOrdersOverToTheNodeThatHasTheDeskAndLeavesNoThreadBehind() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        handOver();
        awaitNoOthersThan(before);
    }

    private static void handOver() throws Exception {
        try (ThreadScheduler scheduler = new ThreadScheduler(2, 4);
                InMemoryLockProvider locks = new InMemoryLockProvider()) {
            DeskDirectory directory = new InMemoryDirectory();
            try (SellingNode first = node(scheduler, locks, directory);
                    SellingNode second = node(scheduler, locks, directory)) {
                assertThat(get(first.desks()
                                .submit(Handed.handed(1, "alice", "k", SOON).request())))
                        .isEqualTo(Outcome.refused(new Refusal.SaleNotFound()));
                assertThat(get(second.desks()
                                .submit(Handed.handed(2, "bob", "k", SOON).request())))
                        .isEqualTo(Outcome.refused(new Refusal.SaleNotFound()));
                assertThat(directory.find(Handed.SALE)).isPresent();
                assertThat(first.desks().of(Handed.SALE))
                        .isNotEqualTo(second.desks().of(Handed.SALE));
                second.giveUp().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
                first.giveUp().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static SellingNode node(ThreadScheduler scheduler, InMemoryLockProvider locks, DeskDirectory directory) {
        return new SellingNode(
                new NodeProperties(RawCall.SECRET, "127.0.0.1", 0, "", 0),
                2,
                DeskSettings.defaults(),
                scheduler,
                new InMemoryStockLedger(Clock.systemUTC()),
                locks,
                directory,
                SellingEvents.none());
    }

    /** The JDK's HTTP client has no end but the garbage collector before Java 21. */
    private static void awaitNoOthersThan(Set<Thread> before) {
        long end = System.nanoTime() + SOON.toNanos();
        while (true) {
            Set<String> left = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("seckill") || name.contains("HTTP-") || name.contains("HttpClient"))
                    .collect(Collectors.toSet());
            if (left.isEmpty()) {
                return;
            }
            assertThat(System.nanoTime() - end).as("threads are left: %s", left).isNegative();
            System.gc();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static Outcome get(CompletionStage<Outcome> outcome) throws Exception {
        return outcome.toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
