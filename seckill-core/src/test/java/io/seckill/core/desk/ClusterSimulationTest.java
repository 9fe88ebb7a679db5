package io.seckill.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.desk.SimulatedCluster.Asked;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Whole clusters, one thing at a time, in an order and with faults that follow from a seed. To see one seed again, run with
 * {@code -Dseckill.test.seed=<seed>}; to see more of them, with {@code -Dseckill.test.seeds=<how many>}.
 */
class ClusterSimulationTest {
    private static final int WITH_FAULTS = Integer.getInteger("seckill.test.seeds", 400);
    private static final int WITHOUT = 50;
    private static final int SHARED = 20;

    @Test
    void theLawsHoldWhateverGoesWrong() {
        Map<String, Integer> heard = new TreeMap<>();
        Map<String, Integer> told = new TreeMap<>();
        Set<Standing> standings = EnumSet.noneOf(Standing.class);
        everySeed(WITH_FAULTS, true, sale -> {
            sale.cluster().asked().forEach(one -> heard.merge(kind(one), 1, Integer::sum));
            standings.addAll(sale.cluster().standings());
            sale.cluster().nodes().forEach(node -> node.events()
                    .told()
                    .forEach((what, times) -> told.merge(what, times, Integer::sum)));
        });
        if (Long.getLong("seckill.test.seed") == null) {
            assertThat(standings).contains(Standing.SELLING, Standing.HANDING_OVER, Standing.ALONE);
            assertThat(heard)
                    .containsKeys("Placed", "Replayed", "Unknown", "Busy", "SoldOut", "LimitReached", "NotOpen");
            assertThat(told)
                    .containsOnlyKeys(
                            "drawn",
                            "elected",
                            "batch DECIDED",
                            "batch DECIDED alone",
                            "batch ROLLED_BACK",
                            "batch ROLLED_BACK alone",
                            "batch UNKNOWN",
                            "batch UNKNOWN alone",
                            "bundle ANSWERED",
                            "bundle NOT_DESK",
                            "bundle UNREACHABLE");
        }
    }

    @Test
    void withoutFaultsOneDeskSellsAndNobodyIsLeftInDoubt() {
        everySeed(WITHOUT, false, sale -> {
            assertThat(sale.cluster().asked()).noneMatch(one -> one.answer() instanceof Outcome.Unknown);
            assertThat(sale.cluster().asked())
                    .noneMatch(one -> Outcome.refused(new Refusal.Busy()).equals(one.answer()));
            if (sale.cluster()
                    .settings()
                    .idleAfter()
                    .equals(DeskSettings.defaults().idleAfter())) {
                assertThat(sale.cluster().standings()).doesNotContain(Standing.ALONE);
                assertThat(sale.sellersToTheCrowd()).hasSizeLessThanOrEqualTo(1);
            }
        });
    }

    @Test
    void whenASaleWakesUpEveryNodesFirstOrderIsServedSoon() {
        try (FaultLog log = new FaultLog()) {
            for (long seed = 1; seed <= SHARED; seed++) {
                assertThat(SimulatedRush.firstAnswers(seed))
                        .as("seed %d", seed)
                        .hasSize(3)
                        .allMatch(took -> took.compareTo(Duration.ofMillis(75)) < 0);
            }
            assertThat(log.errors()).isEmpty();
        }
    }

    @Test
    void underFullLoadTheNodesGetEqualShares() {
        try (FaultLog log = new FaultLog()) {
            for (long seed = 1; seed <= SHARED; seed++) {
                Map<ProcessId, Long> shares = SimulatedRush.shares(seed);
                assertThat(shares.values()).as("seed %d: %s", seed, shares).hasSize(3);
                assertThat(Collections.max(shares.values()))
                        .as("seed %d: %s", seed, shares)
                        .isLessThan(2 * Collections.min(shares.values()));
            }
            assertThat(log.errors()).isEmpty();
        }
    }

    private static void everySeed(int seeds, boolean faults, Consumer<SimulatedSale> check) {
        Long one = Long.getLong("seckill.test.seed");
        for (long seed = one == null ? 1 : one; seed <= (one == null ? seeds : one); seed++) {
            try (FaultLog log = new FaultLog()) {
                SimulatedSale sale = SimulatedSale.run(seed, faults);
                assertThat(log.errors()).isEmpty();
                new SimulationLaws(sale).check();
                check.accept(sale);
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
            }
        }
    }

    private static String kind(Asked one) {
        Outcome answer = one.answer();
        if (answer == null) {
            return "Nothing";
        }
        return answer instanceof Outcome.Refused refused
                ? refused.refusal().getClass().getSimpleName()
                : answer.getClass().getSimpleName();
    }
}
