package io.seckill.core.desk;

import io.seckill.core.desk.SimulatedCluster.Asked;
import io.seckill.core.desk.SimulatedCluster.Node;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.SaleState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** One sale in a cluster, as a seed draws it: who asks for what, when and where, and what goes wrong meanwhile. */
final class SimulatedSale {
    private static final int REQUESTS = 300;
    private static final long CROWD_MILLIS = 3_000;
    private static final long CALM_AFTER_MILLIS = 8_000;
    private static final long QUIET_MILLIS = 45_000;

    private final Chance chance;
    private final boolean faults;
    private final SimulatedCluster cluster;
    private final VirtualTime time;
    private final List<Repeat> again = new ArrayList<>();
    private final List<Asked> last = new ArrayList<>();
    private int unitsBeforeLast;
    private Set<ProcessId> sellersToTheCrowd = Set.of();

    /**
     * A request that was sent again.
     *
     * @param stood whether it had its order then
     */
    record Repeat(Asked asked, boolean stood) {}

    private SimulatedSale(long seed, boolean faults) {
        SplittableRandom random = new SplittableRandom(seed);
        this.faults = faults;
        this.time = new VirtualTime(random.split());
        this.chance = faults ? Chance.withFaults(random.split()) : Chance.withoutFaults(random.split());
        Duration opensIn = chance.oneIn(4) ? Duration.ofMillis(chance.between(1, 2_000)) : Duration.ofDays(-1);
        this.cluster = new SimulatedCluster(
                time, chance, settings(), chance.between(1, 250), chance.oneIn(2) ? 1 : chance.between(1, 5), opensIn);
    }

    /** Runs it to its end. */
    static SimulatedSale run(long seed, boolean faults) {
        SimulatedSale sale = new SimulatedSale(seed, faults);
        sale.run();
        return sale;
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    /** Every intent once more, when all was calm and every node that lives was idle. */
    List<Repeat> again() {
        return again;
    }

    /** New buyers who want more units, one each, than were left. */
    List<Asked> last() {
        return last;
    }

    int unitsBeforeLast() {
        return unitsBeforeLast;
    }

    /** The processes whose batches answered the first requests. */
    Set<ProcessId> sellersToTheCrowd() {
        return sellersToTheCrowd;
    }

    private DeskSettings settings() {
        DeskSettings usual = DeskSettings.defaults();
        return new DeskSettings(
                faults && chance.oneIn(4) ? chance.between(5, 50) : usual.maxWaiting(),
                faults && chance.oneIn(4) ? chance.between(1, 2) : 1_000,
                chance.between(faults ? 1 : 5, 60),
                chance.between(1, 30),
                chance.between(1, 4),
                usual.takeWithin(),
                usual.answerWithin(),
                usual.aloneAfter(),
                usual.giveUpAfter(),
                usual.standAgainAfter(),
                chance.oneIn(2) ? Duration.ofMillis(chance.between(50, 1_000)) : usual.idleAfter(),
                usual.closeWithin());
    }

    private void run() {
        int nodes = chance.between(2, 3);
        for (int i = 0; i < nodes; i++) {
            cluster.start();
        }
        crowd();
        if (faults) {
            trouble();
        }
        time.after(millis(CALM_AFTER_MILLIS), () -> {
            chance.calm();
            cluster.ways().mend();
            cluster.store().turn(SaleState.ACTIVE);
        });
        time.runUntil(millis(QUIET_MILLIS));
        sellersToTheCrowd = Set.copyOf(cluster.store().placedBy().keySet());
        cluster.asked().stream()
                .toList()
                .forEach(before -> again.add(new Repeat(cluster.askAgain(anyNode(), before), stands(before))));
        time.runUntil(millis(2 * QUIET_MILLIS));
        unitsBeforeLast = cluster.store().sale().stock().available();
        for (int i = 0; i < unitsBeforeLast + 5; i++) {
            last.add(cluster.ask(anyNode(), 1_000_000 + i, 0, 1));
        }
        time.runUntil(millis(3 * QUIET_MILLIS));
        time.runOut();
    }

    /** In bursts and drop by drop; some send their request twice, at once or later, here or there. */
    private void crowd() {
        int buyers = chance.between(1, 400);
        int keys = chance.between(1, 3);
        int most = chance.oneIn(2) ? 1 : 3;
        for (int i = 0; i < REQUESTS; i++) {
            long at = chance.oneIn(3) ? 0 : chance.millis(0, CROWD_MILLIS);
            int buyer = chance.between(1, buyers);
            int key = chance.between(1, keys);
            int quantity = chance.between(1, most);
            time.after(at, () -> ask(buyer, key, quantity));
            if (chance.oneIn(5)) {
                time.after(
                        at + (chance.oneIn(2) ? 0 : chance.millis(0, CROWD_MILLIS)), () -> ask(buyer, key, quantity));
            }
        }
    }

    private void trouble() {
        if (chance.oneIn(3)) {
            sometime(() -> cluster.kill(anyNode()));
        }
        if (chance.oneIn(4)) {
            sometime(() -> cluster.stop(anyNode()));
        }
        if (chance.oneIn(3)) {
            sometime(cluster::start);
        }
        if (chance.oneIn(4)) {
            sometime(cluster.ways()::cut);
            sometime(cluster.ways()::mend);
        }
        if (chance.oneIn(3)) {
            sometime(cluster.locks()::flush);
        }
        if (chance.oneIn(4)) {
            sometime(() -> cluster.store().turn(SaleState.PAUSED));
            sometime(() -> cluster.store().turn(SaleState.ACTIVE));
        }
        if (chance.oneIn(2)) {
            for (int i = 0; i < chance.between(1, 30); i++) {
                sometime(this::cancelOne);
            }
        }
    }

    private boolean stands(Asked one) {
        return cluster.store()
                .standing(one.request())
                .filter(order -> order.quantity() == one.request().quantity())
                .isPresent();
    }

    private void cancelOne() {
        List<OrderId> placed = List.copyOf(cluster.store().orders().keySet());
        if (!placed.isEmpty()) {
            cluster.store().cancel(placed.get(chance.between(0, placed.size() - 1)));
        }
    }

    private void ask(int buyer, int key, int quantity) {
        cluster.ask(anyNode(), buyer, key, quantity);
    }

    /** One that lives; if none does, a new one. */
    private Node anyNode() {
        if (cluster.alive().isEmpty()) {
            cluster.start();
        }
        List<Node> alive = cluster.alive();
        return alive.get(chance.between(0, alive.size() - 1));
    }

    private void sometime(Runnable event) {
        time.after(chance.millis(0, CROWD_MILLIS + 2_000), event);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
