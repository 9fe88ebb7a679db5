package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.servers.Servers;
import io.seckill.web.cluster.Rush.Told;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Two processes of the program on one sale: equal work, and every kind of loss of one of them in the middle. */
class TwoNodesIT {
    private static final int AT_A_TIME = 64;
    private static final int STOCK = 6_000;
    private static final int CROWD = 8_000;
    private static final int MIDDLE = 1_500;

    private static Cluster cluster;
    private String test = "";

    @BeforeAll
    static void start() {
        cluster = Cluster.of(2, Servers.shared().newRedis());
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @BeforeEach
    void name(TestInfo info) {
        test = info.getDisplayName();
    }

    @Test
    void sellExactlyWhatTheSaleHas() {
        String sale = cluster.openSale(100, 1);
        Rush rush = new Rush(cluster, sale, Rush.buyers(cluster, 2_000, 1), AT_A_TIME).join();
        assertThat(rush.codes()).containsOnlyKeys("BOUGHT", "SOLD_OUT").containsEntry("BOUGHT", 100L);
        assertThat(rush.retries()).as("asked again, though nothing failed").isLessThan(100);
        RushChecks.check(cluster, sale, 100, rush);
    }

    @Test
    void haveLikeSharesOfTheOrdersUnderLikeLoad() {
        String sale = cluster.openSale(1_000_000, 1);
        Rush rush = new Rush(cluster, sale, Rush.buyers(cluster, 200_000, 1), AT_A_TIME);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(10));
        rush.stop();
        Map<String, Long> shares = rush.told().stream()
                .collect(Collectors.groupingBy(told -> told.by().name(), Collectors.counting()));
        print("orders bought through each node in 10 s: " + shares + ", asked again " + rush.retries());
        long most = shares.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        long least = shares.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        // The aim is less than twice; the rest is room for a noisy machine.
        assertThat(shares).hasSize(2);
        assertThat(most).isLessThan(3 * least);
        RushChecks.check(cluster, sale, cluster.sold(sale), rush);
    }

    @Test
    void loseNothingWhenTheDesksNodeIsKilled() {
        rushAnd((sale, rush) -> {
            Node desk = cluster.awaitDesk(sale);
            desk.process().kill();
            return () -> desk.startAgain();
        });
    }

    @Test
    void loseNothingWhenTheOtherNodeIsKilled() {
        rushAnd((sale, rush) -> {
            Node other = cluster.other(cluster.awaitDesk(sale));
            other.process().kill();
            return () -> other.startAgain();
        });
    }

    @Test
    void sellOnWhenTheDesksNodeIsFrozenInsideABatch() {
        rushAnd((sale, rush) -> {
            Node desk = cluster.awaitDesk(sale);
            Cluster.await(Duration.ofSeconds(20), () -> frozeInsideABatch(desk));
            rush.longestSilence();
            int soldBefore = cluster.sold(sale);
            // Ten seconds are the limit; the rest is room for a noisy machine.
            Cluster.await(Duration.ofSeconds(15), () -> cluster.sold(sale) > soldBefore);
            return () -> {
                print("longest silence around the freeze: " + rush.longestSilence());
                desk.process().resume();
                desk.awaitReady();
            };
        });
    }

    @Test
    void bothSellOnWhenTheWayBetweenThemIsCut() {
        rushAnd((sale, rush) -> {
            cluster.awaitDesk(sale);
            cluster.nodes().forEach(node -> node.fromOthers().cut());
            int told = rush.told().size();
            Cluster.await(
                    Duration.ofSeconds(20),
                    () -> rush.told().stream()
                                    .skip(told)
                                    .filter(Told::bought)
                                    .map(one -> one.by().name())
                                    .distinct()
                                    .count()
                            == 2);
            return () -> cluster.nodes().forEach(node -> node.fromOthers().restore());
        });
    }

    @Test
    void sellOnWhenTheDesksWayToTheDatabaseIsCut() {
        rushAnd((sale, rush) -> {
            Node desk = cluster.awaitDesk(sale);
            desk.database().cut();
            rush.longestSilence();
            int soldBefore = cluster.sold(sale);
            // Five seconds are the limit; the rest is room for a noisy machine.
            Cluster.await(Duration.ofSeconds(10), () -> cluster.sold(sale) > soldBefore + AT_A_TIME);
            print("longest silence around the cut: " + rush.longestSilence());
            return () -> desk.database().restore();
        });
    }

    @Test
    void sellOnWithoutAPauseWhenTheDesksNodeIsStopped() {
        rushAnd((sale, rush) -> {
            Node desk = cluster.awaitDesk(sale);
            rush.longestSilence();
            desk.process().stop(Duration.ofSeconds(10)); // with SIGKILL after that
            int soldBefore = cluster.sold(sale);
            Cluster.await(Duration.ofSeconds(10), () -> cluster.sold(sale) > soldBefore + AT_A_TIME);
            Duration silence = rush.longestSilence();
            print("longest silence around the stop: " + silence);
            // What a buyer would not notice is well below a second; the rest is room for a noisy machine.
            assertThat(silence).isLessThan(Duration.ofSeconds(5));
            return () -> desk.startAgain();
        });
    }

    /** Something that happens in the middle of a rush; it answers with what puts things right again. */
    private interface Event {
        Runnable happen(String sale, Rush rush);
    }

    private void rushAnd(Event event) {
        String sale = cluster.openSale(STOCK, 1);
        Rush rush = new Rush(cluster, sale, Rush.buyers(cluster, CROWD, 1), AT_A_TIME);
        Cluster.await(Duration.ofSeconds(60), () -> cluster.sold(sale) >= MIDDLE);
        Runnable mend = event.happen(sale, rush);
        try {
            rush.join();
            print(rush.codes() + ", asked again " + rush.retries() + ", longest silence " + rush.longestSilence());
        } finally {
            mend.run();
        }
        assertThat(rush.codes()).containsOnlyKeys("BOUGHT", "SOLD_OUT");
        RushChecks.check(cluster, sale, STOCK, rush);
    }

    /** Freezes the node, and lets it go on if that was not inside a transaction that holds a row. */
    private static boolean frozeInsideABatch(Node node) {
        node.process().pause();
        if (cluster.openTransactions() > 0) {
            return true;
        }
        node.process().resume();
        return false;
    }

    private void print(String line) {
        System.out.println("[" + test + "] " + line);
    }
}
