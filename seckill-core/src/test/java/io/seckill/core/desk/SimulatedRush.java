package io.seckill.core.desk;

import io.seckill.core.desk.Chance.Fault;
import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.desk.SimulatedCluster.Asked;
import io.seckill.core.desk.SimulatedCluster.Node;
import io.seckill.core.order.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three nodes without faults that have the same crowd, each buyer wanting one unit. */
final class SimulatedRush {
    private static final int NODES = 3;
    private static final int TOTAL = 1_000;
    private static final int CROWD = 3_000;
    private static final int TRICKLE = 300;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final VirtualTime time;
    private final Chance chance;
    private final SimulatedCluster cluster;
    private int trickles;

    SimulatedRush(long seed, Fault... always) {
        SplittableRandom random = new SplittableRandom(seed);
        time = new VirtualTime(random.split());
        chance = Chance.withoutFaults(random.split());
        List.of(always).forEach(chance::always);
        cluster = new SimulatedCluster(time, chance, smallBatches(), TOTAL, 1, Duration.ofDays(-1));
        for (int i = 0; i < NODES; i++) {
            cluster.start();
            cluster.ask(cluster.nodes().get(i), i, 0, 1);
        }
        time.runUntil(SECOND);
    }

    /** How long the first orders take when they come to all nodes at once and none of them is the desk. */
    static List<Duration> firstAnswers(long seed) {
        SimulatedRush rush = new SimulatedRush(seed);
        rush.time.runOut();
        return rush.placed().map(one -> Duration.ofNanos(one.took())).toList();
    }

    /** Which nodes' buyers get the units when together they ask for more than a desk can serve at once. */
    static Map<ProcessId, Long> shares(long seed) {
        SimulatedRush rush = new SimulatedRush(seed);
        for (int i = NODES; i < CROWD; i++) {
            int buyer = i;
            rush.time.after(rush.chance.upTo(SECOND / 10), () -> rush.cluster.ask(rush.node(buyer), buyer, 0, 1));
        }
        rush.time.runOut();
        return rush.placed().collect(Collectors.groupingBy(one -> one.node().process(), Collectors.counting()));
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    /** The node that is the desk. */
    Node desk() {
        return cluster.nodes().stream()
                .filter(node -> node.activity().standing() == Standing.SELLING)
                .findFirst()
                .orElseThrow();
    }

    /** Lets buyers come one after the other to those nodes, over the time from so long to so long from now, and go. */
    List<Asked> trickle(List<Node> to, Duration from, Duration until) {
        List<Asked> came = new ArrayList<>();
        for (int i = 0; i < TRICKLE; i++) {
            int buyer = CROWD + TRICKLE * trickles + i;
            long at = from.plus(until.minus(from).multipliedBy(i).dividedBy(TRICKLE))
                    .toNanos();
            time.after(at, () -> came.add(cluster.ask(to.get(buyer % to.size()), buyer, 0, 1)));
        }
        trickles++;
        time.runUntil(time.now() + until.toNanos() + 15 * SECOND);
        return came;
    }

    private Node node(int buyer) {
        return cluster.nodes().get(buyer % NODES);
    }

    private Stream<Asked> placed() {
        return cluster.asked().stream().filter(one -> one.answer() instanceof Outcome.Placed);
    }

    private static DeskSettings smallBatches() {
        DeskSettings usual = DeskSettings.defaults();
        return new DeskSettings(
                usual.maxWaiting(),
                usual.maxWaitingPerBuyer(),
                20,
                usual.maxBundle(),
                usual.maxBundlesInFlight(),
                usual.takeWithin(),
                usual.answerWithin(),
                usual.aloneAfter(),
                usual.giveUpAfter(),
                usual.standAgainAfter(),
                usual.idleAfter(),
                usual.closeWithin());
    }
}
