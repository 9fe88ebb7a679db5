package io.seckill.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.SimulatedCluster.Asked;
import io.seckill.core.desk.SimulatedCluster.Node;
import io.seckill.core.desk.SimulatedSale.Repeat;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.Sale;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What must be true of every simulated sale when it is over. */
final class SimulationLaws {
    private static final long SLACK = Duration.ofMillis(100).toNanos();

    private final SimulatedSale run;
    private final SimulatedStore store;
    private final SimulatedCluster cluster;

    SimulationLaws(SimulatedSale run) {
        this.run = run;
        this.cluster = run.cluster();
        this.store = cluster.store();
    }

    void check() {
        assertThat(cluster.time().faults()).isEmpty();
        theStockIsWhatTheOrdersTook();
        nobodyIsAboveTheLimitAndNoKeyHasTwoOrders();
        cluster.asked().forEach(this::isAnsweredInTime);
        cluster.asked().forEach(this::answerIsTrue);
        run.again().forEach(this::calmAnswerIsFinal);
        whatWasLeftIsSoldToTheLastUnit();
        nothingWaitsAnyMore();
    }

    private void theStockIsWhatTheOrdersTook() {
        Sale sale = store.sale();
        int live = store.orders().values().stream()
                .filter(order -> order.status().isLive())
                .mapToInt(Order::quantity)
                .sum();
        assertThat(sale.stock().total() - sale.stock().available()).isEqualTo(live);
        assertThat(sale.placed()).isEqualTo(store.orders().size());
    }

    private void nobodyIsAboveTheLimitAndNoKeyHasTwoOrders() {
        Map<BuyerId, Integer> bought = store.orders().values().stream()
                .filter(order -> order.status().isLive())
                .collect(Collectors.groupingBy(Order::buyer, Collectors.summingInt(Order::quantity)));
        assertThat(bought.values())
                .allMatch(units -> units <= store.sale().terms().limitPerBuyer());
        assertThat(store.orders().values().stream().map(order -> List.of(order.buyer(), order.key())))
                .doesNotHaveDuplicates();
    }

    /** Who asked a node that was killed or stopped may hear nothing. */
    private void isAnsweredInTime(Asked one) {
        if (one.node().isAlive()) {
            assertThat(one.answer()).as("%s", one).isNotNull();
        }
        if (one.answer() != null) {
            assertThat(one.took())
                    .as("%s", one)
                    .isLessThanOrEqualTo(cluster.settings().answerWithin().toNanos() + SLACK);
        }
    }

    private void answerIsTrue(Asked one) {
        OrderRequest request = one.request();
        Outcome answer = one.answer();
        Optional<Order> own = Optional.ofNullable(store.orders().get(request.orderId()));
        if (answer instanceof Outcome.Placed placed) {
            assertThat(own).as("%s", one).isPresent();
            assertThat(placed.order().id()).as("%s", one).isEqualTo(request.orderId());
        } else if (answer instanceof Outcome.Replayed replayed) {
            assertThat(own).as("%s", one).isEmpty();
            assertThat(store.orders())
                    .as("%s", one)
                    .containsKey(replayed.order().id());
            assertThat(store.standing(request).orElseThrow().id())
                    .as("%s", one)
                    .isEqualTo(replayed.order().id());
        } else if (answer instanceof Outcome.Refused refused) {
            assertThat(own).as("a refusal bought nothing: %s", one).isEmpty();
            assertThat(isLegitimate(request, refused)).as("%s", one).isTrue();
        }
    }

    /** Only the ledger refuses for the sale's reasons. */
    private boolean isLegitimate(OrderRequest request, Outcome.Refused refused) {
        if (refused.refusal() instanceof Refusal.Busy) {
            return true;
        }
        return store.everDecided(request, refused)
                || (refused.refusal() instanceof Refusal.KeyReused
                        && cluster.asked().stream().anyMatch(other -> isOtherBody(other.request(), request)));
    }

    private static boolean isOtherBody(OrderRequest one, OrderRequest other) {
        return one.buyer().equals(other.buyer()) && one.key().equals(other.key()) && one.quantity() != other.quantity();
    }

    /** A buyer who has the order hears so; unless the same buyer has just sent another body with its key. */
    private void calmAnswerIsFinal(Repeat repeat) {
        Outcome answer = repeat.asked().answer();
        assertThat(answer).as("%s", repeat).isNotInstanceOf(Outcome.Unknown.class);
        boolean busy = Outcome.refused(new Refusal.Busy()).equals(answer);
        assertThat(busy && hasRoom()).as("%s", repeat).isFalse();
        boolean otherBody = Outcome.refused(new Refusal.KeyReused()).equals(answer);
        if (repeat.stood() && !busy && !otherBody) {
            assertThat(answer).as("%s", repeat).isInstanceOf(Outcome.Replayed.class);
        }
    }

    private void whatWasLeftIsSoldToTheLastUnit() {
        if (hasRoom()) {
            assertThat(run.last()).allMatch(one -> one.answer() != null);
            assertThat(run.last())
                    .filteredOn(one -> one.answer() instanceof Outcome.Placed)
                    .hasSize(run.unitsBeforeLast());
            assertThat(run.last())
                    .filteredOn(one -> Outcome.refused(new Refusal.SoldOut()).equals(one.answer()))
                    .hasSize(run.last().size() - run.unitsBeforeLast());
        }
    }

    private void nothingWaitsAnyMore() {
        for (Node node : cluster.nodes()) {
            if (node.isAlive()) {
                assertThat(node.activity().waiting()).isZero();
                assertThat(node.activity().standing()).isEqualTo(SaleActivity.Standing.IDLE);
                assertThat(node.activityOfAll().waiting()).isZero();
                assertThat(node.events().isDesk()).isFalse();
            }
        }
    }

    private boolean hasRoom() {
        return cluster.settings().maxWaiting() > 1_000 && cluster.settings().maxWaitingPerBuyer() > 100;
    }
}
