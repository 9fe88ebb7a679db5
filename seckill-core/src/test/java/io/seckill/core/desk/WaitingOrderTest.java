package io.seckill.core.desk;

import static io.seckill.core.desk.WaitingOrders.ANSWER_BY;
import static io.seckill.core.desk.WaitingOrders.BUSY;
import static io.seckill.core.desk.WaitingOrders.ELSEWHERE;
import static io.seckill.core.desk.WaitingOrders.HERE;
import static io.seckill.core.desk.WaitingOrders.SOLD_OUT;
import static io.seckill.core.desk.WaitingOrders.TAKE_BY;
import static io.seckill.core.desk.WaitingOrders.THERE;
import static io.seckill.core.desk.WaitingOrders.UNKNOWN;
import static io.seckill.core.desk.WaitingOrders.orderOf;
import static io.seckill.core.desk.WaitingOrders.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingOrderTest {
    private final WaitingOrder order = waiting(1);

    @Test
    void aRefusalIsFinalIfNobodyElseWasGivenTheOrder() {
        assertThat(order.judge(HERE, SOLD_OUT)).isEqualTo(SOLD_OUT);
        assertThat(order.judgeOfDesk(SOLD_OUT)).isEqualTo(SOLD_OUT);
    }

    @Test
    void aRefusalIsNotFinalOnceAnotherProcessWasGivenTheOrder() {
        order.unansweredBy(THERE);

        assertThat(order.judge(HERE, SOLD_OUT)).isEqualTo(UNKNOWN);
        assertThat(order.judge(HERE, BUSY)).isEqualTo(UNKNOWN);
        assertThat(order.judgeOfDesk(SOLD_OUT)).isEqualTo(UNKNOWN);
    }

    @Test
    void anUnansweredCommitOfThisProcessIsSettledByItsNextBatch() {
        order.unansweredBy(HERE);

        assertThat(order.judge(HERE, SOLD_OUT)).isEqualTo(SOLD_OUT);
        assertThat(order.judgeOfDesk(BUSY)).isEqualTo(UNKNOWN);
    }

    @Test
    void aBatchThatWasNotWaitedForKeepsARefusalFromBeingFinalUntilItEnds() {
        order.unansweredBy(HERE);
        order.leftInBatch();
        assertThat(order.judge(HERE, SOLD_OUT)).isEqualTo(UNKNOWN);

        order.batchEnded();

        assertThat(order.judge(HERE, SOLD_OUT)).isEqualTo(SOLD_OUT);
    }

    @Test
    void anOrderThatStandsIsFinalWhoeverFoundIt() {
        order.unansweredBy(THERE);
        order.unansweredBy(ELSEWHERE);
        order.leftInBatch();
        Outcome placed = new Outcome.Placed(orderOf(order));
        Outcome replayed = new Outcome.Replayed(orderOf(waiting(2)));
        Outcome keyReused = Outcome.refused(new Refusal.KeyReused());

        for (Outcome outcome : new Outcome[] {placed, replayed, keyReused}) {
            assertThat(order.judge(HERE, outcome)).isEqualTo(outcome);
            assertThat(order.judgeOfDesk(outcome)).isEqualTo(outcome);
        }
    }

    @Test
    void itIsAnsweredOnce() {
        order.answer(SOLD_OUT);
        order.answer(BUSY);

        assertThat(order.answer()).isCompletedWithValue(Optional.of(SOLD_OUT));
    }

    @Test
    void aQueuedOrderIsBusyWhenItsTimeToBeTakenIsOver() {
        assertThat(order.expireQueued(TAKE_BY - 1)).isFalse();
        assertThat(order.expireQueued(TAKE_BY)).isTrue();

        assertThat(order.answer()).isCompletedWithValue(Optional.of(BUSY));
    }

    @Test
    void aQueuedOrderThatSomeoneWasGivenIsNeverBusyButUnknownInTheEnd() {
        order.unansweredBy(HERE);

        assertThat(order.expireQueued(ANSWER_BY - 1)).isFalse();
        assertThat(order.expireQueued(ANSWER_BY)).isTrue();

        assertThat(order.answer()).isCompletedWithValue(Optional.of(UNKNOWN));
    }

    @Test
    void anOrderInABatchIsUnknownInTheEnd() {
        assertThat(order.expireTaken(TAKE_BY)).isFalse();
        assertThat(order.expireTaken(ANSWER_BY)).isTrue();

        assertThat(order.answer()).isCompletedWithValue(Optional.of(UNKNOWN));
    }

    @Test
    void anOrderThatWasNotTakenGoesBackWithoutAnOutcome() {
        order.handBack();

        assertThat(order.answer()).isCompletedWithValue(Optional.empty());
    }

    @Test
    void anOrderThatMayHaveBeenTakenGoesBackAsUnknown() {
        order.unansweredBy(HERE);

        order.handBack();

        assertThat(order.answer()).isCompletedWithValue(Optional.of(UNKNOWN));
    }

    @Test
    void anAbandonedOrderIsBusyOnlyIfNobodyWasGivenIt() {
        WaitingOrder given = waiting(2);
        given.unansweredBy(THERE);

        order.abandon();
        given.abandon();

        assertThat(order.answer()).isCompletedWithValue(Optional.of(BUSY));
        assertThat(given.answer()).isCompletedWithValue(Optional.of(UNKNOWN));
    }
}
