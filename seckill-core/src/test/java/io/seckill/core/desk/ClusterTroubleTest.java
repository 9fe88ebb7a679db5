package io.seckill.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.Chance.Fault;
import io.seckill.core.desk.SimulatedCluster.Asked;
import io.seckill.core.desk.SimulatedCluster.Node;
import io.seckill.core.order.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That selling goes on, and how soon, when one thing is wrong and stays wrong. */
class ClusterTroubleTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(15);

    private final FaultLog log = new FaultLog();

    @AfterEach
    void noFaultWasLogged() {
        log.close();
        assertThat(log.errors()).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withTheWayBetweenTheNodesCutEveryNodeSellsOn(long seed) {
        SimulatedRush rush = new SimulatedRush(seed);
        rush.cluster().ways().cut();

        allBuy(rush.trickle(rush.cluster().nodes(), Duration.ZERO, SOON));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withTheDeskCutOffFromTheDatabaseTheOthersSellOnSoon(long seed) {
        SimulatedRush rush = new SimulatedRush(seed);
        Node desk = rush.desk();
        List<Node> others =
                rush.cluster().nodes().stream().filter(node -> node != desk).toList();
        rush.cluster().store().cutOff(desk.process());
        rush.cluster().ask(desk, 0, 1, 1);

        allBuy(rush.trickle(others, SOON, LATER));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutAnyLocksEveryNodeSells(long seed) {
        SimulatedRush rush = new SimulatedRush(seed, Fault.LOCK_UNAVAILABLE);

        allBuy(rush.trickle(rush.cluster().nodes(), Duration.ZERO, SOON));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withTheDeskKilledTheOthersSellOn(long seed) {
        SimulatedRush rush = new SimulatedRush(seed);
        rush.cluster().kill(rush.desk());

        allBuy(rush.trickle(rush.cluster().alive(), Duration.ZERO, SOON));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withTheDeskStoppedNobodyNotices(long seed) {
        SimulatedRush rush = new SimulatedRush(seed);
        rush.cluster().stop(rush.desk());

        List<Asked> came = rush.trickle(rush.cluster().alive(), Duration.ZERO, SOON);

        allBuy(came);
        assertThat(came).allMatch(one -> one.took() < Duration.ofMillis(100).toNanos());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDeskThatLostItsLeaseTakesItAgain(long seed) {
        SimulatedRush rush = new SimulatedRush(seed);
        Node desk = rush.desk();
        rush.cluster().locks().flush();

        boolean[] held = {false};
        rush.cluster()
                .time()
                .after(
                        SOON.toNanos() - 1,
                        () -> held[0] = rush.cluster().locks().isHeld());

        allBuy(rush.trickle(rush.cluster().nodes(), Duration.ZERO, SOON));

        assertThat(held[0]).isTrue();
        assertThat(rush.cluster().store().placedBy()).containsOnlyKeys(desk.process());
    }

    private static void allBuy(List<Asked> came) {
        assertThat(came).hasSize(300).allMatch(one -> one.answer() instanceof Outcome.Placed);
    }
}
