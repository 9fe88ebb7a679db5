package io.seckill.infra.database;

import io.seckill.core.event.OrderEvent;
import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.payment.PaymentEffect;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import io.seckill.infra.database.OrderMapper.OrderRow;
import io.seckill.infra.database.PaymentMapper.PaymentRow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;

/** The payments' rows. Whoever locks both locks the payment's row before the order's. Safe for use by many threads. */
final class MyBatisPaymentBook implements PaymentBook {
    private static final String ACCEPTED = "ACCEPTED";
    private static final String REFUND_DUE = "REFUND_DUE";
    private static final int DUPLICATE_KEY = 1062;

    private final Reading reading;
    private final Transactions transactions;
    private final OutboxWriting outbox;

    MyBatisPaymentBook(Reading reading, Transactions transactions, OutboxWriting outbox) {
        this.reading = reading;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    @Override
    public Receipt receive(Payment payment) {
        return transactions.run(session -> {
            PaymentMapper payments = session.getMapper(PaymentMapper.class);
            String id = payment.id().value();
            try {
                payments.insert(
                        id,
                        payment.order().value(),
                        payment.amount().minorUnits(),
                        payment.amount().currency());
                return Receipt.STORED;
            } catch (PersistenceException e) {
                PaymentRow standing = isDuplicate(e) ? payments.find(id) : null;
                if (standing == null) {
                    throw e;
                }
                return Rows.payment(standing).equals(payment) ? Receipt.KNOWN : Receipt.OTHER;
            }
        });
    }

    private static boolean isDuplicate(PersistenceException e) {
        return e.getCause() instanceof SQLException sql && sql.getErrorCode() == DUPLICATE_KEY;
    }

    @Override
    public Optional<PaymentEffect> settle(PaymentId id) {
        return transactions.run(session -> {
            PaymentRow row = session.getMapper(PaymentMapper.class).lock(id.value());
            if (row == null) {
                return Optional.empty();
            }
            return Optional.of(row.effect() == null ? settle(session, row) : PaymentEffect.valueOf(row.effect()));
        });
    }

    private PaymentEffect settle(SqlSession session, PaymentRow row) {
        Optional<Order> order = lock(session, row);
        PaymentEffect effect = PaymentEffect.of(Rows.payment(row), order);
        order.ifPresent(before -> turn(session, before, effect.after(before.status())));
        String status = effect.isRefunded() ? REFUND_DUE : ACCEPTED;
        int settled = session.getMapper(PaymentMapper.class).settle(row.id(), status, effect.name());
        Checks.rows("payments settled", settled, 1);
        return effect;
    }

    @Override
    public List<PaymentId> unsettled(Duration age, int most) {
        Checks.positive("most", most);
        return reading.one(PaymentMapper.class, payments -> payments.unsettled(Rows.micros(age), most)).stream()
                .map(PaymentId::new)
                .toList();
    }

    @Override
    public void settleLater(PaymentId id, Duration delay) {
        var unused = transactions.run(
                session -> session.getMapper(PaymentMapper.class).settleLater(id.value(), Rows.micros(delay)));
    }

    @Override
    public List<DueRefund> claimRefunds(int most, Duration until) {
        Checks.positive("most", most);
        return transactions.run(session -> {
            PaymentMapper payments = session.getMapper(PaymentMapper.class);
            List<PaymentRow> due = payments.lockRefunds(most);
            if (!due.isEmpty()) {
                String ids = OrderJson.ids(due.stream().map(PaymentRow::id).toList());
                Checks.rows("refunds claimed", payments.claim(ids, Rows.micros(until)), due.size());
            }
            return due.stream()
                    .map(row -> new DueRefund(Rows.payment(row), row.refundTries()))
                    .toList();
        });
    }

    @Override
    public void refunded(PaymentId id) {
        var unused = transactions.run(session -> {
            PaymentMapper payments = session.getMapper(PaymentMapper.class);
            PaymentRow row = payments.lock(id.value());
            if (row == null || payments.refunded(id.value()) == 0) {
                return false;
            }
            if (PaymentEffect.LATE.name().equals(row.effect())) {
                turn(session, lock(session, row).orElseThrow(), OrderStatus.REFUNDED);
            }
            return true;
        });
    }

    @Override
    public void refundFailed(PaymentId id, String why, Duration delay) {
        var unused = transactions.run(
                session -> session.getMapper(PaymentMapper.class).refundFailed(id.value(), why, Rows.micros(delay)));
    }

    private static Optional<Order> lock(SqlSession session, PaymentRow row) {
        OrderRow order = session.getMapper(OrderMapper.class).lock(row.orderId());
        return Optional.ofNullable(order).map(Rows::order);
    }

    private void turn(SqlSession session, Order before, OrderStatus next) {
        if (next == before.status()) {
            return;
        }
        OrderMapper orders = session.getMapper(OrderMapper.class);
        int turned = orders.turn(before.id().value(), before.status().name(), next.name());
        Checks.rows("orders turned", turned, 1);
        told(next).ifPresent(type -> {
            Order after = before.withStatus(next);
            outbox.write(session, new OrderEvent(type, after.saleId(), Rows.instant(orders.now()), List.of(after)));
        });
    }

    /** Nobody is told that money is on its way back, only that it is back. */
    private static Optional<OrderEvent.Type> told(OrderStatus next) {
        return switch (next) {
            case PAID -> Optional.of(OrderEvent.Type.PAID);
            case REFUNDED -> Optional.of(OrderEvent.Type.REFUNDED);
            case UNPAID, CANCELLED, EXPIRED, REFUND_DUE -> Optional.empty();
        };
    }
}
