package io.seckill.core.desk;

import static io.seckill.core.desk.WaitingOrders.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.InFlight.Admission;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight(3, 2);

    @Test
    void aNewRequestIsAdmitted() {
        assertThat(inFlight.admit(waiting("alice", "k1", 1, 1))).isEqualTo(new Admission.Admitted());
        assertThat(inFlight.size()).isEqualTo(1);
    }

    @Test
    void aRepeatJoinsTheRequestThatIsUnderWay() {
        WaitingOrder first = waiting("alice", "k1", 1, 1);
        inFlight.admit(first);

        assertThat(inFlight.admit(waiting("alice", "k1", 1, 2))).isEqualTo(new Admission.Joined(first));
        assertThat(inFlight.size()).isEqualTo(1);
    }

    @Test
    void aRepeatWithAnotherBodyIsToldApart() {
        inFlight.admit(waiting("alice", "k1", 1, 1));

        assertThat(inFlight.admit(waiting("alice", "k1", 2, 2))).isEqualTo(new Admission.OtherBody());
    }

    @Test
    void keysBelongToTheirBuyer() {
        inFlight.admit(waiting("alice", "k1", 1, 1));

        assertThat(inFlight.admit(waiting("bob", "k1", 2, 2))).isEqualTo(new Admission.Admitted());
    }

    @Test
    void oneBuyerHasAFewRequestsAtATime() {
        inFlight.admit(waiting("alice", "k1", 1, 1));
        inFlight.admit(waiting("alice", "k2", 1, 2));

        assertThat(inFlight.admit(waiting("alice", "k3", 1, 3))).isEqualTo(new Admission.Full());
        assertThat(inFlight.admit(waiting("bob", "k3", 1, 4))).isEqualTo(new Admission.Admitted());
    }

    @Test
    void theWholeIsBoundedAndARefusedRequestTakesNoRoom() {
        inFlight.admit(waiting(1));
        inFlight.admit(waiting(2));
        WaitingOrder third = waiting(3);
        inFlight.admit(third);
        assertThat(inFlight.admit(waiting(4))).isEqualTo(new Admission.Full());
        assertThat(inFlight.size()).isEqualTo(3);

        inFlight.remove(third);

        assertThat(inFlight.admit(waiting(5))).isEqualTo(new Admission.Admitted());
    }

    @Test
    void whatIsAnsweredIsForgotten() {
        WaitingOrder first = waiting("alice", "k1", 1, 1);
        inFlight.admit(first);

        inFlight.remove(first);

        assertThat(inFlight.size()).isZero();
        assertThat(inFlight.admit(waiting("alice", "k1", 2, 2))).isEqualTo(new Admission.Admitted());
    }
}
