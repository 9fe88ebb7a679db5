package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.servers.Servers;
import io.seckill.web.cluster.Rush.Told;
import io.seckill.web.cluster.Rush.Want;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One node sells out, to a crowd of 2,000 of whom 64 ask at a time. */
class OneNodeIT {
    private static final int CROWD = 2_000;
    private static final int AT_A_TIME = 64;
    private static final int STOCK = 100;

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.of(1, Servers.shared().newRedis());
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void sellsExactlyWhatItHas() {
        String sale = cluster.openSale(STOCK, 1);
        Rush rush = new Rush(cluster, sale, Rush.buyers(cluster, CROWD, 1), AT_A_TIME).join();
        assertThat(rush.codes()).containsOnlyKeys("BOUGHT", "SOLD_OUT").containsEntry("BOUGHT", (long) STOCK);
        assertThat(rush.retries()).as("asked again, though nothing failed").isLessThan(CROWD / 20);
        RushChecks.check(cluster, sale, STOCK, rush);
    }

    @Test
    void sellsExactlyWhatItHasInOnesTwosAndThrees() {
        String sale = cluster.openSale(STOCK, 3);
        List<Want> wants = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            wants.add(new Want("buyer-" + i, "key-1", 1 + i % 3, cluster.node(0)));
        }
        Rush rush = new Rush(cluster, sale, wants, AT_A_TIME).join();
        assertThat(rush.codes()).containsOnlyKeys("BOUGHT", "SOLD_OUT");
        RushChecks.check(cluster, sale, STOCK, rush);
    }

    @Test
    void keepsEveryBuyerToTheLimit() {
        String sale = cluster.openSale(STOCK, 2);
        List<Want> wants = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            // 40 buyers who try again and again want 80 units at the most, so everybody who is refused is at the limit.
            wants.add(new Want("buyer-" + i % 40, "key-" + i, 1, cluster.node(0)));
        }
        Rush rush = new Rush(cluster, sale, wants, AT_A_TIME).join();
        assertThat(rush.codes()).containsOnlyKeys("BOUGHT", "LIMIT_REACHED").containsEntry("BOUGHT", 80L);
        RushChecks.check(cluster, sale, 80, rush);
    }

    @Test
    void answersEveryRequestThatIsSentTwiceAtOnceAlike() {
        String sale = cluster.openSale(STOCK, 1);
        List<Want> twice = new ArrayList<>();
        for (Want want : Rush.buyers(cluster, CROWD, 1)) {
            twice.add(want);
            twice.add(want);
        }
        Rush rush = new Rush(cluster, sale, twice, AT_A_TIME).join();
        // Both copies of a winner's request hear of the order; nobody's two copies hear different things.
        assertThat(rush.codes()).containsOnlyKeys("BOUGHT", "SOLD_OUT").containsEntry("BOUGHT", 2L * STOCK);
        assertThat(rush.placed()).hasSize(STOCK);
        RushChecks.check(cluster, sale, STOCK, rush);

        Rush again = new Rush(cluster, sale, twice, AT_A_TIME).join();
        assertThat(again.codes()).containsEntry("BOUGHT", 2L * STOCK);
        assertThat(again.placed()).as("after the end all are replays").isEmpty();
        assertThat(again.told().stream().filter(Told::bought).map(Told::status)).containsOnly(200);
        RushChecks.check(cluster, sale, STOCK, again);
    }
}
