package io.seckill.infra.database;

import io.seckill.core.event.OrderEvent;
import io.seckill.core.release.Cancellation;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.OrderMapper.OrderRow;
import io.seckill.infra.database.SaleMapper.SaleRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/** Locks the sale's row, then those of its orders, as everything does that moves units. Safe for use by many threads. */
final class MyBatisOrderReleases implements OrderReleases {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Reading reading;
    private final Transactions transactions;
    private final OutboxWriting outbox;
    /** Orders of a program that was off for long; looked for from its start until there is none. */
    private final AtomicBoolean overdue = new AtomicBoolean(true);

    private final Semaphore cancelling;

    /** @param mostCancels at once, so that buyers leave connections to payments and operators: 1 or more */
    MyBatisOrderReleases(Reading reading, Transactions transactions, OutboxWriting outbox, int mostCancels) {
        Checks.positive("mostCancels", mostCancels);
        this.cancelling = new Semaphore(mostCancels);
        this.reading = reading;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    @Override
    public Cancellation cancel(OrderId id, BuyerId buyer) {
        Optional<Order> order = reading.one(OrderMapper.class, orders -> order(orders.find(id.value())))
                .filter(found -> found.buyer().equals(buyer));
        if (order.isEmpty()) {
            return new Cancellation.NotFound();
        }
        // Once it is not unpaid, it never is again: locks would tell nothing new.
        if (order.get().status() != OrderStatus.UNPAID) {
            return notCancelled(order.get());
        }
        if (!mayCancel()) {
            return new Cancellation.Busy();
        }
        try {
            return transactions.run(session -> cancel(session, order.get()));
        } finally {
            cancelling.release();
        }
    }

    private boolean mayCancel() {
        try {
            return cancelling.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Cancellation cancel(SqlSession session, Order seen) {
        Optional<Instant> now = lock(session, seen.saleId());
        OrderMapper orders = session.getMapper(OrderMapper.class);
        Optional<Order> locked = order(orders.lock(seen.id().value()));
        if (now.isEmpty() || locked.isEmpty()) {
            return new Cancellation.NotFound(); // it was archived meanwhile
        }
        Order order = locked.get();
        if (order.status() != OrderStatus.UNPAID) {
            return notCancelled(order);
        }
        Order cancelled = order.withStatus(OrderStatus.CANCELLED);
        int turned = orders.turn(
                order.id().value(), order.status().name(), cancelled.status().name());
        Checks.rows("orders cancelled", turned, 1);
        release(session, OrderEvent.Type.CANCELLED, now.get(), List.of(cancelled));
        return new Cancellation.Cancelled(cancelled);
    }

    private static Cancellation notCancelled(Order order) {
        return order.status() == OrderStatus.CANCELLED
                ? new Cancellation.AlreadyCancelled(order)
                : new Cancellation.WrongStatus(order);
    }

    @Override
    public List<SaleId> due(int most) {
        Checks.positive("most", most);
        List<String> due = reading.one(OrderMapper.class, orders -> orders.due(most));
        return Stream.concat(due.stream(), overdue(most - due.size()).stream())
                .map(SaleId::new)
                .toList();
    }

    private List<String> overdue(int most) {
        if (most == 0 || !overdue.get()) {
            return List.of();
        }
        List<String> found = reading.one(OrderMapper.class, orders -> orders.overdue(most));
        overdue.set(!found.isEmpty());
        return found;
    }

    @Override
    public int expire(SaleId sale, int most) {
        Checks.within("most", most, MOST_EXPIRED);
        return transactions.runOnce(session -> {
            Optional<Instant> now = lock(session, sale);
            return now.map(instant -> expire(session, sale, instant, most)).orElse(0);
        });
    }

    private int expire(SqlSession session, SaleId sale, Instant now, int most) {
        OrderMapper orders = session.getMapper(OrderMapper.class);
        List<Order> expired = orders.lockDue(sale.value(), Rows.time(now), most).stream()
                .map(row -> Rows.order(row).withStatus(OrderStatus.EXPIRED))
                .toList();
        if (!expired.isEmpty()) {
            String ids = OrderJson.ids(
                    expired.stream().map(order -> order.id().value()).toList());
            Checks.rows("orders expired", orders.expire(ids), expired.size());
            release(session, OrderEvent.Type.EXPIRED, now, expired);
        }
        return expired.size();
    }

    /** The database's clock, with the sale's row locked; empty if there is none. */
    private static Optional<Instant> lock(SqlSession session, SaleId sale) {
        SaleRow row = session.getMapper(SaleMapper.class).lock(sale.value());
        return Optional.ofNullable(row).map(locked -> Rows.instant(Objects.requireNonNull(locked.readAt())));
    }

    private void release(SqlSession session, OrderEvent.Type type, Instant now, List<Order> orders) {
        SaleId sale = orders.get(0).saleId();
        int units = orders.stream().mapToInt(Order::quantity).sum();
        int given = session.getMapper(SaleMapper.class).giveBack(sale.value(), units);
        Checks.rows("sales that took " + units + " units back", given, 1);
        outbox.write(session, new OrderEvent(type, sale, now, orders));
    }

    private static Optional<Order> order(@Nullable OrderRow row) {
        return Optional.ofNullable(row).map(Rows::order);
    }
}
