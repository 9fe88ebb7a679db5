package io.seckill.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.order.Situation.Turn;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BatchDecisionTest {
    private static final Set<OrderStatus> LAPSED =
            EnumSet.of(OrderStatus.EXPIRED, OrderStatus.REFUND_DUE, OrderStatus.REFUNDED);

    @Provide
    Arbitrary<Situation> situations() {
        return Situations.any();
    }

    @Provide
    Arbitrary<Situation> demandForSingleUnits() {
        return Situations.demandForSingleUnits();
    }

    @Property
    void thereIsOneOutcomePerRequest(@ForAll("situations") Situation situation) {
        assertThat(situation.decide().outcomes()).hasSameSizeAs(situation.requests());
    }

    @Property
    void noUnitIsTakenThatIsNotThere(@ForAll("situations") Situation situation) {
        BatchDecision decided = situation.decide();

        assertThat(decided.unitsTaken())
                .isBetween(0, situation.sale().stock().available())
                .isEqualTo(units(decided.placed()));
    }

    @Property
    void nobodyBuysAboveTheLimit(@ForAll("situations") Situation situation) {
        BatchDecision decided = situation.decide();

        for (Order placed : decided.placed()) {
            assertThat(liveUnits(placed.buyer(), situation.known(), decided.placed()))
                    .isLessThanOrEqualTo(situation.sale().terms().limitPerBuyer());
        }
    }

    @Property
    void thereIsOneOrderPerBuyerAndKey(@ForAll("situations") Situation situation) {
        assertThat(Stream.concat(situation.known().stream(), situation.decide().placed().stream())
                        .map(order -> List.of(order.buyer(), order.key())))
                .doesNotHaveDuplicates();
    }

    @Property
    void whatStandsUnderTheKeyIsAnsweredBeforeAnythingIsRefused(@ForAll("situations") Situation situation) {
        for (Turn turn : situation.turns(situation.decide())) {
            for (Order standing : turn.sameKey()) {
                if (standing.quantity() != turn.request().quantity()) {
                    assertThat(turn.outcome()).isEqualTo(Outcome.refused(new Refusal.KeyReused()));
                } else if (standing.id().equals(turn.request().orderId())) {
                    assertThat(turn.outcome()).isEqualTo(new Outcome.Placed(standing));
                } else {
                    assertThat(turn.outcome()).isEqualTo(new Outcome.Replayed(standing));
                }
            }
        }
    }

    @Property
    void aRequestThatMayBuyBuys(@ForAll("situations") Situation situation) {
        for (Turn turn : situation.turns(situation.decide())) {
            int limit = situation.sale().terms().limitPerBuyer();
            boolean may = situation.isOpen()
                    && turn.request().quantity() <= turn.available()
                    && turn.bought() + turn.request().quantity() <= limit;
            if (turn.sameKey().isEmpty()) {
                assertThat(turn.outcome() instanceof Outcome.Placed).isEqualTo(may);
            }
        }
    }

    @Property
    void aRefusalGivesTheReasonThatHeldAtItsTurn(@ForAll("situations") Situation situation) {
        for (Turn turn : situation.turns(situation.decide())) {
            if (turn.sameKey().isEmpty() && turn.outcome() instanceof Outcome.Refused refused) {
                assertThat(refused.refusal()).isEqualTo(reason(situation, turn));
            }
        }
    }

    @Property
    void anOrderSaysWhatWasAskedFor(@ForAll("situations") Situation situation) {
        BatchDecision decided = situation.decide();

        for (Turn turn : situation.turns(decided)) {
            if (turn.outcome() instanceof Outcome.Placed placed
                    && turn.sameKey().isEmpty()) {
                OrderRequest request = turn.request();
                Order order = placed.order();
                assertThat(decided.placed()).contains(order);
                assertThat(new OrderRequest(order.id(), order.saleId(), order.buyer(), order.key(), order.quantity()))
                        .isEqualTo(request);
                assertThat(order.amount())
                        .isEqualTo(situation.sale().terms().price().times(request.quantity()));
                assertThat(order.placedAt()).isEqualTo(situation.now());
                assertThat(order.payBy())
                        .isEqualTo(situation.now().plus(situation.sale().terms().payWithin()));
                assertThat(order.status().isLive()).isTrue();
            }
        }
    }

    @Property
    void laterRequestsChangeNothing(@ForAll("situations") Situation situation, @ForAll int where) {
        int middle = middle(situation, where);
        List<OrderRequest> first = situation.requests().subList(0, middle);

        assertThat(situation.withRequests(first).decide().outcomes())
                .isEqualTo(situation.decide().outcomes().subList(0, middle));
    }

    @Property
    void twoBatchesDecideAsOneDoes(@ForAll("situations") Situation situation, @ForAll int where) {
        int middle = middle(situation, where);
        List<OrderRequest> all = situation.requests();
        BatchDecision first = situation.withRequests(all.subList(0, middle)).decide();
        BatchDecision second =
                situation.after(first, all.subList(middle, all.size())).decide();

        assertThat(Stream.concat(first.outcomes().stream(), second.outcomes().stream()))
                .isEqualTo(situation.decide().outcomes());
    }

    @Property
    void aBatchThatIsRunAgainFindsItsOrdersAndPlacesNone(@ForAll("situations") Situation situation) {
        BatchDecision decided = situation.decide();
        BatchDecision again = situation.after(decided, situation.requests()).decide();

        assertThat(again.placed()).isEmpty();
        assertThat(again.unitsTaken()).isZero();
        for (int i = 0; i < situation.requests().size(); i++) {
            Outcome before = decided.outcomes().get(i);
            if (before instanceof Outcome.Refused) {
                assertThat(again.outcomes().get(i)).isInstanceOf(Outcome.Refused.class);
            } else {
                assertThat(again.outcomes().get(i)).isEqualTo(before);
            }
        }
    }

    @Property
    void nobodyWhoIsRefusedAsSoldOutCouldHaveTheUnitsThatAreLeft(@ForAll("situations") Situation situation) {
        BatchDecision decided = situation.decide();
        int left = situation.sale().stock().available() - decided.unitsTaken();

        for (Turn turn : situation.turns(decided)) {
            if (turn.outcome().equals(Outcome.refused(new Refusal.SoldOut()))) {
                assertThat(turn.request().quantity()).isGreaterThan(left);
            }
        }
    }

    @Property
    void aSaleSellsOutExactlyWhileSingleUnitsAreWanted(@ForAll("demandForSingleUnits") Situation situation) {
        assertThat(situation.decide().unitsTaken())
                .isEqualTo(situation.sale().stock().available());
    }

    @Property
    void whoPaysLateHasLetAnOrderExpireAllTheSame(
            @ForAll("situations") Situation drawn, @ForAll @IntRange(min = 1, max = 3) int most) {
        Situation situation =
                drawn.withRequests(drawn.requests().stream().limit(1).toList());
        BatchDecision decided =
                BatchDecision.decide(situation.sale(), situation.now(), situation.known(), situation.requests(), most);

        for (Turn turn : situation.turns(decided)) {
            long lapsed = situation.known().stream()
                    .filter(order -> order.buyer().equals(turn.request().buyer()))
                    .filter(order -> LAPSED.contains(order.status()))
                    .count();
            if (situation.isOpen() && turn.sameKey().isEmpty()) {
                assertThat(turn.outcome().equals(Outcome.refused(new Refusal.TooManyExpired((int) lapsed))))
                        .isEqualTo(lapsed >= most);
            }
        }
    }

    private static Refusal reason(Situation situation, Turn turn) {
        int limit = situation.sale().terms().limitPerBuyer();
        return Refusal.ofPhase(situation.sale(), situation.now())
                .orElseGet(() -> turn.bought() + turn.request().quantity() > limit
                        ? new Refusal.LimitReached(turn.bought())
                        : new Refusal.SoldOut());
    }

    private static int middle(Situation situation, int where) {
        return Math.floorMod(where, situation.requests().size() + 1);
    }

    private static int units(Collection<Order> orders) {
        return orders.stream().mapToInt(Order::quantity).sum();
    }

    private static int liveUnits(BuyerId buyer, Collection<Order> known, Collection<Order> placed) {
        return Stream.concat(known.stream(), placed.stream())
                .filter(order -> order.buyer().equals(buyer) && order.status().isLive())
                .mapToInt(Order::quantity)
                .sum();
    }
}
