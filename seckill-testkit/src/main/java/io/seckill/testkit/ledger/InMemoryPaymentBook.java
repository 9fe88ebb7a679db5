package io.seckill.testkit.ledger;

import io.seckill.core.event.OrderEvent;
import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.payment.PaymentEffect;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Payments of the orders of an {@link InMemoryStockLedger}. Safe for use by many threads. */
public final class InMemoryPaymentBook implements PaymentBook {
    private final InMemoryStockLedger store;
    private final Map<PaymentId, Row> rows = new LinkedHashMap<>();

    private record Row(
            Payment payment, Optional<PaymentEffect> effect, boolean refunded, Instant nextStepAt, int tries) {
        boolean isRefundDue() {
            return !refunded && effect.filter(PaymentEffect::isRefunded).isPresent();
        }

        Row next(Instant at, int failed) {
            return new Row(payment, effect, refunded, at, tries + failed);
        }
    }

    public InMemoryPaymentBook(InMemoryStockLedger store) {
        this.store = store;
    }

    @Override
    public Receipt receive(Payment payment) {
        return store.step(() -> {
            Row row = rows.get(payment.id());
            if (row != null) {
                return row.payment().equals(payment) ? Receipt.KNOWN : Receipt.OTHER;
            }
            rows.put(payment.id(), new Row(payment, Optional.empty(), false, store.now(), 0));
            return Receipt.STORED;
        });
    }

    @Override
    public Optional<PaymentEffect> settle(PaymentId id) {
        return store.step(() ->
                Optional.ofNullable(rows.get(id)).map(row -> row.effect().orElseGet(() -> settle(row.payment()))));
    }

    private PaymentEffect settle(Payment payment) {
        Optional<Order> order = store.find(payment.order());
        PaymentEffect effect = PaymentEffect.of(payment, order);
        order.ifPresent(before -> turn(before, effect.after(before.status())));
        rows.put(payment.id(), new Row(payment, Optional.of(effect), false, store.now(), 0));
        return effect;
    }

    @Override
    public List<PaymentId> unsettled(Duration age, int most) {
        return store.step(() -> rows.values().stream()
                .filter(row -> row.effect().isEmpty())
                .filter(row -> !row.nextStepAt().isAfter(store.now().minus(age)))
                .limit(most)
                .map(row -> row.payment().id())
                .toList());
    }

    @Override
    public void settleLater(PaymentId id, Duration delay) {
        store.step(() -> {
            Optional<Row> row = Optional.ofNullable(rows.get(id))
                    .filter(found -> found.effect().isEmpty());
            row.ifPresent(found -> rows.put(id, found.next(store.now().plus(delay), 0)));
            return row;
        });
    }

    @Override
    public List<DueRefund> claimRefunds(int most, Duration until) {
        return store.step(() -> {
            List<Row> due = rows.values().stream()
                    .filter(row -> row.isRefundDue() && !row.nextStepAt().isAfter(store.now()))
                    .limit(most)
                    .toList();
            due.forEach(row -> rows.put(row.payment().id(), row.next(store.now().plus(until), 0)));
            return due.stream()
                    .map(row -> new DueRefund(row.payment(), row.tries()))
                    .toList();
        });
    }

    @Override
    public void refunded(PaymentId id) {
        ifDue(id, row -> {
            rows.put(id, new Row(row.payment(), row.effect(), true, row.nextStepAt(), row.tries()));
            if (row.effect().equals(Optional.of(PaymentEffect.LATE))) {
                turn(store.find(row.payment().order()).orElseThrow(), OrderStatus.REFUNDED);
            }
        });
    }

    @Override
    public void refundFailed(PaymentId id, String why, Duration delay) {
        ifDue(id, row -> rows.put(id, row.next(store.now().plus(delay), 1)));
    }

    private void ifDue(PaymentId id, Consumer<Row> step) {
        store.step(() -> {
            Optional<Row> due = Optional.ofNullable(rows.get(id)).filter(Row::isRefundDue);
            due.ifPresent(step);
            return due;
        });
    }

    private void turn(Order before, OrderStatus next) {
        if (next == before.status()) {
            return;
        }
        Order after = before.withStatus(next);
        store.put(after);
        if (next == OrderStatus.PAID || next == OrderStatus.REFUNDED) {
            OrderEvent.Type type = next == OrderStatus.PAID ? OrderEvent.Type.PAID : OrderEvent.Type.REFUNDED;
            store.write(new OrderEvent(type, after.saleId(), store.now(), List.of(after)));
        }
    }
}
