package io.seckill.core.payment;

import io.seckill.core.payment.PaymentBook.DueRefund;
import io.seckill.core.rounds.Rounds.Round;
import java.time.Duration;
import java.util.List;

/**
 * A round of what is left to do about payments, on every node: those that were stored by a process that did not live to give
 * them their effect, and refunds, which are tried until the gateway takes them on, ever more seldom. A payment that fails
 * keeps no other one waiting.
 */
public final class Refunding implements Round {
    private static final System.Logger LOG = System.getLogger(Refunding.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(2);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    /** Longer than the gateway takes for all of a round's refunds. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private static final int AT_ONCE = 10;
    private static final int MOST_DOUBLINGS = 9;

    private final PaymentBook payments;
    private final PaymentGateway gateway;
    private final RefundEvents events;

    /** Hears of refunds; neither blocks nor throws. Safe for use by many threads. */
    public interface RefundEvents {
        void refunded();

        /** A try failed; there will be another one. */
        void notRefunded();

        static RefundEvents none() {
            return new RefundEvents() {
                @Override
                public void refunded() {}

                @Override
                public void notRefunded() {}
            };
        }
    }

    public Refunding(PaymentBook payments, PaymentGateway gateway, RefundEvents events) {
        this.payments = payments;
        this.gateway = gateway;
        this.events = events;
    }

    @Override
    public Duration go() {
        payments.unsettled(LEFT_BEHIND, AT_ONCE).forEach(this::settle);
        List<DueRefund> due = payments.claimRefunds(AT_ONCE, CLAIM);
        due.forEach(this::refund);
        return due.size() == AT_ONCE ? Duration.ZERO : PAUSE;
    }

    private void settle(PaymentId id) {
        try {
            payments.settle(id);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "payment " + id + " has no effect yet, and is settled later", e);
        }
    }

    private void refund(DueRefund due) {
        PaymentId id = due.payment().id();
        try {
            gateway.refund(due.payment());
        } catch (RuntimeException e) {
            events.notRefunded();
            tryLater(due, String.valueOf(e.getMessage()));
            return;
        }
        events.refunded();
        note(id, () -> payments.refunded(id));
        LOG.log(
                System.Logger.Level.INFO,
                "payment {0} of order {1} is refunded",
                id,
                due.payment().order());
    }

    private void tryLater(DueRefund due, String why) {
        PaymentId id = due.payment().id();
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(due.tries(), MOST_DOUBLINGS));
        Duration bounded = delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
        LOG.log(
                System.Logger.Level.WARNING,
                "payment {0} is not refunded yet, and is tried again in {1}: {2}",
                id,
                bounded,
                why);
        note(id, () -> payments.refundFailed(id, why, bounded));
    }

    /** What cannot be written down is tried again when the claim is over; the gateway gives nothing twice. */
    private static void note(PaymentId id, Runnable write) {
        try {
            write.run();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "what came of refunding payment " + id + " is not written down yet",
                    e);
        }
    }
}
