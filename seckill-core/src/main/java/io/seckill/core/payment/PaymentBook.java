package io.seckill.core.payment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The payments that the gateway told of, and what came of each. A payment goes from received to accepted, or from received to
 * refund due to refunded; each change is a compare-and-set, and no call touches the sale. Safe for use by many threads.
 *
 * <p>Every method throws {@link io.seckill.core.sale.BackendUnavailableException} if the database did not answer; then it may
 * have been done, and doing it again does no harm.
 */
public interface PaymentBook {
    /** What came of {@link #receive}. */
    enum Receipt {
        /** It is durable now, and has had no effect yet. */
        STORED,
        /** It had been stored before. */
        KNOWN,
        /** Another payment is stored under its id: another order or amount. Nothing was changed. */
        OTHER
    }

    /** Stores a payment before it has any effect. */
    Receipt receive(Payment payment);

    /**
     * Gives a stored payment its effect, in one transaction that locks its row, then the order's: the order's status
     * changes, and what happened is written to the {@link io.seckill.core.event.Outbox}. A payment that has had its effect
     * has no other one.
     *
     * @return what it means for its order, now or since an earlier call; empty if no such payment is stored
     */
    Optional<PaymentEffect> settle(PaymentId id);

    /**
     * Payments that were stored a while ago and have had no effect yet: their receiver did not live to see to it.
     *
     * @param age since they were stored
     * @param most 1 or more
     */
    List<PaymentId> unsettled(Duration age, int most);

    /**
     * Settling failed: after the delay the payment is as one that was stored just then, so that {@link #unsettled} names the
     * others first. Has no effect on a payment that was settled meanwhile, and keeps nobody from settling this one.
     */
    void settleLater(PaymentId id, Duration delay);

    /**
     * Payments whose refund is to be tried now. Until the time given nobody else gets them, so that two nodes do not try
     * the same one at once.
     *
     * @param most 1 or more
     */
    List<DueRefund> claimRefunds(int most, Duration until);

    /**
     * The money is back. The order of a {@link PaymentEffect#LATE} payment becomes {@link
     * io.seckill.core.sale.OrderStatus#REFUNDED} in the same transaction. Repeating it has no effect.
     */
    void refunded(PaymentId id);

    /**
     * The try failed; the next one comes after the delay. Has no effect on a payment that was refunded meanwhile.
     *
     * @param why for operators; cut to 200 characters
     */
    void refundFailed(PaymentId id, String why, Duration delay);

    /**
     * A refund that is to be tried.
     *
     * @param tries that failed before
     */
    record DueRefund(Payment payment, int tries) {}
}
