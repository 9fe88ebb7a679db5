package io.seckill.infra.database;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.order.BatchDecision;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.SaleMapper.SaleRow;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.ibatis.session.SqlSession;

/**
 * The batch in one READ COMMITTED transaction that locks the sale's row first, so that two desks, on whatever nodes, take
 * turns. Safe for use by many threads.
 */
final class MyBatisStockLedger implements StockLedger {
    private static final System.Logger LOG = System.getLogger(MyBatisStockLedger.class.getName());

    private final DeskSessions sessions;
    private final OutboxWriting outbox;
    private final int mostExpired;

    /** As the settings are by default. */
    MyBatisStockLedger(DeskSessions sessions) {
        this(sessions, new OutboxWriting(true), 3);
    }

    /** @param mostExpired a buyer who let so many orders of a sale expire gets no further one */
    MyBatisStockLedger(DeskSessions sessions, OutboxWriting outbox, int mostExpired) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.mostExpired = mostExpired;
    }

    @Override
    public List<Outcome> commit(SaleId sale, List<OrderRequest> batch) throws LedgerException {
        try (SqlSession session = sessions.open()) {
            BatchDecision decision = write(session, sale, batch);
            if (!decision.placed().isEmpty()) {
                commit(session);
            }
            return decision.outcomes();
        }
    }

    /** Does everything but commit. */
    BatchDecision write(SqlSession session, SaleId sale, List<OrderRequest> batch) throws LedgerException {
        try {
            SaleMapper sales = session.getMapper(SaleMapper.class);
            SaleRow row = sales.lock(sale.value());
            if (row == null) {
                Outcome unknown = Outcome.refused(new Refusal.SaleNotFound());
                return new BatchDecision(Collections.nCopies(batch.size(), unknown), List.of(), 0);
            }
            OrderMapper orders = session.getMapper(OrderMapper.class);
            List<Order> known = orders.findOf(sale.value(), OrderJson.buyers(batch)).stream()
                    .map(Rows::order)
                    .toList();
            BatchDecision decision = BatchDecision.decide(
                    Rows.sale(row), Rows.instant(Objects.requireNonNull(row.readAt())), known, batch, mostExpired);
            if (!decision.placed().isEmpty()) {
                write(sales, orders, sale, decision);
                outbox.write(session, placed(sale, decision.placed()));
            }
            return decision;
        } catch (RuntimeException e) {
            rollBack(session, sale);
            throw rolledBack(e);
        }
    }

    private static OrderEvent placed(SaleId sale, List<Order> orders) {
        return new OrderEvent(OrderEvent.Type.PLACED, sale, orders.get(0).placedAt(), orders);
    }

    private static void write(SaleMapper sales, OrderMapper orders, SaleId sale, BatchDecision decision) {
        List<Order> placed = decision.placed();
        Order first = placed.get(0);
        int inserted = orders.insert(
                sale.value(),
                first.amount().currency(),
                Rows.time(first.placedAt()),
                Rows.time(first.payBy()),
                OrderJson.orders(placed));
        int taken = sales.take(sale.value(), decision.unitsTaken(), placed.size());
        if (inserted != placed.size() || taken != 1) {
            throw new IllegalStateException("of " + placed.size() + " orders " + inserted + " were inserted, and "
                    + taken + " rows gave their stock");
        }
    }

    private static void commit(SqlSession session) throws LedgerException.CommitUnknown {
        try {
            session.commit(true);
        } catch (RuntimeException e) {
            throw new LedgerException.CommitUnknown("the commit failed: " + rootMessage(e), e);
        }
    }

    /** Where even this fails the connection is gone, and the server rolls back. */
    private static void rollBack(SqlSession session, SaleId sale) {
        try {
            session.rollback(true);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "the server itself rolls the batch of sale {0} back: {1}",
                    sale,
                    rootMessage(e));
        }
    }

    /** Without a commit nothing is durable, whatever it was that failed. */
    private static LedgerException rolledBack(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isDataError(sql)) {
                return new LedgerException.DataRefused(rootMessage(e), e);
            }
        }
        return new LedgerException.NotCommitted(rootMessage(e), e);
    }

    /** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation). */
    private static boolean isDataError(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
