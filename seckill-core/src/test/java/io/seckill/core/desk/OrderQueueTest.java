package io.seckill.core.desk;

import static io.seckill.core.desk.WaitingOrders.BUSY;
import static io.seckill.core.desk.WaitingOrders.ELSEWHERE;
import static io.seckill.core.desk.WaitingOrders.HERE;
import static io.seckill.core.desk.WaitingOrders.SOLD_OUT;
import static io.seckill.core.desk.WaitingOrders.TAKE_BY;
import static io.seckill.core.desk.WaitingOrders.THERE;
import static io.seckill.core.desk.WaitingOrders.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.OrderQueue.Drawn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderQueueTest {
    private static final int CAPACITY = 3;
    private final OrderQueue queue = new OrderQueue(HERE, CAPACITY);
    private final WaitingOrder one = waiting(1);
    private final WaitingOrder two = waiting(2);
    private final WaitingOrder three = waiting(3);
    private final WaitingOrder four = waiting(4);

    @Test
    void ordersOfOneLaneAreDrawnFirstComeFirstServed() {
        queue.add(one);
        queue.add(two);
        queue.add(three);

        assertThat(orders(queue.draw(2))).containsExactly(one, two);
        assertThat(orders(queue.draw(2))).containsExactly(three);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void lanesAreDrawnInTurn() {
        queue.add(one);
        queue.add(two);
        queue.add(THERE, three);
        queue.add(ELSEWHERE, four);

        assertThat(orders(queue.draw(10))).containsExactly(one, three, four, two);
    }

    @Test
    void ordersThatArePutBackAreTheFirstOfTheirLanesAgainInTheirOldOrder() {
        queue.add(one);
        queue.add(two);
        queue.add(THERE, three);
        List<Drawn> drawn = queue.draw(3);
        queue.add(four);

        queue.putBack(drawn);

        assertThat(queue.size()).isEqualTo(4);
        assertThat(orders(queue.draw(10))).containsExactly(one, three, two, four);
    }

    @Test
    void answeredOrdersAreNotPutBack() {
        queue.add(one);
        queue.add(two);
        List<Drawn> drawn = queue.draw(2);
        one.answer(SOLD_OUT);

        queue.putBack(drawn);

        assertThat(orders(queue.draw(2))).containsExactly(two);
    }

    @Test
    void aFullLaneHandsBackWhatItHasNoRoomFor() {
        List.of(one, two, three, four).forEach(order -> queue.add(THERE, order));

        assertThat(queue.size()).isEqualTo(CAPACITY);
        assertThat(four.answer()).isCompletedWithValue(Optional.empty());
        assertThat(three.isAnswered()).isFalse();
    }

    @Test
    void theOwnLaneIsBoundedElsewhere() {
        List.of(one, two, three, four).forEach(queue::add);

        assertThat(queue.size()).isEqualTo(4);
    }

    @Test
    void moreNodesThanLanesAreHandedTheirOrdersBack() {
        for (int i = 0; i < 63; i++) {
            queue.add(new ProcessId(String.format("%016x", 100 + i)), waiting(100 + i));
        }

        queue.add(THERE, one);

        assertThat(one.answer()).isCompletedWithValue(Optional.empty());
        assertThat(queue.lanes()).isEqualTo(64);
    }

    @Test
    void handingBackEmptiesTheLanesOfOthersOnly() {
        queue.add(one);
        queue.add(THERE, two);

        queue.handBack();

        assertThat(two.answer()).isCompletedWithValue(Optional.empty());
        assertThat(orders(queue.draw(10))).containsExactly(one);
    }

    @Test
    void abandoningAnswersEveryone() {
        queue.add(one);
        queue.add(THERE, two);

        queue.abandon();

        assertThat(one.answer()).isCompletedWithValue(Optional.of(BUSY));
        assertThat(two.answer()).isCompletedWithValue(Optional.empty());
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void expiredOrdersAreAnsweredAndLeaveAndSoDoEmptyLanes() {
        queue.add(one);
        queue.add(THERE, two);
        assertThat(queue.lanes()).isEqualTo(2);

        queue.expire(TAKE_BY);

        assertThat(one.answer()).isCompletedWithValue(Optional.of(BUSY));
        assertThat(two.answer()).isCompletedWithValue(Optional.of(BUSY));
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.lanes()).isEqualTo(1);
    }

    @Test
    void anOrderPutBackAfterItsLaneWasForgottenHasALaneAgain() {
        queue.add(THERE, one);
        List<Drawn> drawn = queue.draw(1);
        queue.expire(0);

        queue.putBack(drawn);

        assertThat(orders(queue.draw(1))).containsExactly(one);
    }

    private static List<WaitingOrder> orders(List<Drawn> drawn) {
        return drawn.stream().map(Drawn::order).toList();
    }
}
