package io.seckill.core.payment;

import io.seckill.core.payment.PaymentBook.DueRefund;
import io.seckill.core.rounds.Rounds.Round;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A round of what is left to do about payments, on every node: those that were stored by a process that did not live to give
 * them their effect, and refunds, which are tried until the gateway takes them on, ever more seldom. A payment that fails
 * keeps no other one waiting.
 */
public final class Refunding implements Round {
    private static final System.Logger LOG = System.getLogger(Refunding.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(2);
    /** So long one that cannot be settled makes room for others. */
    private static final Duration SETTLED_AGAIN = Duration.ofSeconds(30);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    /** Longer than the gateway takes for one refund; so long one waits whose node died while it was tried. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final int AT_ONCE = 10;
    private static final int MOST_DOUBLINGS = 9;

    private final PaymentBook payments;
    private final Optional<PaymentGateway> gateway;
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

    /** @param gateway empty: nothing is refunded, until there is one */
    public Refunding(PaymentBook payments, Optional<PaymentGateway> gateway, RefundEvents events) {
        this.payments = payments;
        this.gateway = gateway;
        this.events = events;
    }

    @Override
    public Duration go() {
        payments.unsettled(LEFT_BEHIND, AT_ONCE).forEach(this::settle);
        return gateway.map(this::refund).orElse(PAUSE);
    }

    /** Each is claimed by itself, so that the others wait for no longer than one takes when this node dies. */
    private Duration refund(PaymentGateway from) {
        for (int tried = 0; tried < AT_ONCE; tried++) {
            List<DueRefund> due = payments.claimRefunds(1, CLAIM);
            if (due.isEmpty()) {
                return PAUSE;
            }
            refund(from, due.get(0));
        }
        return Duration.ZERO;
    }

    private void settle(PaymentId id) {
        try {
            payments.settle(id);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "payment " + id + " has no effect yet, and is settled later", e);
            note(id, () -> payments.settleLater(id, SETTLED_AGAIN));
        }
    }

    private void refund(PaymentGateway from, DueRefund due) {
        PaymentId id = due.payment().id();
        try {
            from.refund(due.payment());
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

    /** What cannot be written down is tried again, a refund when its claim is over; the gateway gives nothing twice. */
    private static void note(PaymentId id, Runnable write) {
        try {
            write.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "what came of payment " + id + " is not written down yet", e);
        }
    }
}
