package io.seckill.web.fake;

import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.payment.PaymentEffect;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.Order;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Payments in memory, which change the orders in memory; can be made to break. */
public final class MemoryPayments implements PaymentBook {
    private final MemoryOrders orders;
    private final Map<PaymentId, Payment> stored = new HashMap<>();
    private final Map<PaymentId, PaymentEffect> effects = new HashMap<>();
    private int told;
    private boolean broken;

    MemoryPayments(MemoryOrders orders) {
        this.orders = orders;
    }

    public synchronized void clear() {
        stored.clear();
        effects.clear();
        told = 0;
        broken = false;
    }

    public synchronized void breaks() {
        broken = true;
    }

    public synchronized void mended() {
        broken = false;
    }

    public synchronized List<Payment> stored() {
        return List.copyOf(stored.values());
    }

    public synchronized Optional<PaymentEffect> effect(String id) {
        return Optional.ofNullable(effects.get(new PaymentId(id)));
    }

    /** How often payments were told of, repeats and all. */
    public synchronized int told() {
        return told;
    }

    @Override
    public synchronized Receipt receive(Payment payment) {
        if (broken) {
            throw new BackendUnavailableException("INSERT INTO secrets com.mysql.cj", null);
        }
        told++;
        Payment before = stored.putIfAbsent(payment.id(), payment);
        if (before == null) {
            return Receipt.STORED;
        }
        return before.equals(payment) ? Receipt.KNOWN : Receipt.OTHER;
    }

    @Override
    public synchronized Optional<PaymentEffect> settle(PaymentId id) {
        return Optional.ofNullable(stored.get(id))
                .map(payment -> effects.computeIfAbsent(id, unused -> {
                    Optional<Order> order = orders.find(payment.order());
                    PaymentEffect effect = PaymentEffect.of(payment, order);
                    order.ifPresent(found -> orders.put(found.withStatus(effect.after(found.status()))));
                    return effect;
                }));
    }

    @Override
    public List<PaymentId> unsettled(Duration age, int most) {
        return List.of();
    }

    @Override
    public void settleLater(PaymentId id, Duration delay) {
        throw new UnsupportedOperationException("nothing is left here");
    }

    @Override
    public List<DueRefund> claimRefunds(int most, Duration until) {
        return List.of();
    }

    @Override
    public void refunded(PaymentId id) {
        throw new UnsupportedOperationException("nothing is due here");
    }

    @Override
    public void refundFailed(PaymentId id, String why, Duration delay) {
        throw new UnsupportedOperationException("nothing is due here");
    }
}
