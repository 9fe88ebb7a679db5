package io.seckill.infra.database;

import io.seckill.core.operate.Archived;
import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleArchive;
import io.seckill.core.operate.SaleChanges;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Phase;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.infra.database.ArchiveMapper.Movable;
import io.seckill.infra.database.ArchiveMapper.OpenOrders;
import io.seckill.infra.database.SaleMapper.SaleRow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.ibatis.session.SqlSession;

/**
 * Closes the sale in one transaction, and moves its orders in further ones, each of which locks the sale's row first. An order
 * is copied and removed in the same transaction, so wherever this is cut off each is in one place, and those that are left
 * are what the next call finds. Safe for use by many threads.
 */
final class MyBatisSaleArchive implements SaleArchive {
    private static final int MOST_AT_ONCE = 500;

    private final Transactions transactions;
    private final int mostAtOnce;

    MyBatisSaleArchive(Transactions transactions) {
        this(transactions, MOST_AT_ONCE);
    }

    MyBatisSaleArchive(Transactions transactions, int mostAtOnce) {
        this.transactions = transactions;
        this.mostAtOnce = mostAtOnce;
    }

    @Override
    public Archived archive(SaleId sale, BuyerId operator) {
        OperatorLog log = new OperatorLog(operator, "archive", sale, OperatorJson.archive());
        Optional<Archived> refused = transactions.run(session -> close(session, log));
        if (refused.isPresent()) {
            return refused.get();
        }
        long moved = 0;
        while (true) {
            Step step = transactions.run(session -> move(session, log));
            if (step.open().isPresent()) {
                return step.open().get();
            }
            moved += step.moved();
            if (step.moved() < mostAtOnce) {
                return new Archived.Done(moved);
            }
        }
    }

    /** No order is placed in a closed sale, and it stays closed. */
    private static Optional<Archived> close(SqlSession session, OperatorLog log) {
        SaleRow row = session.getMapper(SaleMapper.class).lock(log.sale().value());
        if (row == null) {
            Archived notFound = new Archived.NotFound();
            log.write(session, notFound.word(), null, null);
            return Optional.of(notFound);
        }
        Sale before = Rows.sale(row);
        Optional<Archived> refused =
                Rows.sale(row).phaseAt(Rows.instant(Objects.requireNonNull(row.readAt()))) == Phase.ENDED
                        ? open(session, log.sale())
                        : Optional.of(new Archived.NotEnded());
        Sale after = before;
        if (refused.isEmpty() && SaleChanges.turn(before, SaleState.CLOSED) instanceof Operated.Done closed) {
            after = closed.sale();
            Rows.one(session.getMapper(OperatorMapper.class).change(Rows.row(before), Rows.row(after)), "sale");
        }
        log.write(session, refused.map(Archived::word).orElse("BEGUN"), before, after);
        return refused;
    }

    private Step move(SqlSession session, OperatorLog log) {
        Sale sale = Rows.sale(Objects.requireNonNull(
                session.getMapper(SaleMapper.class).lock(log.sale().value()), "a sale that is archived stays"));
        ArchiveMapper orders = session.getMapper(ArchiveMapper.class);
        List<Movable> next = orders.lock(sale.id().value(), mostAtOnce);
        Optional<Archived> open = next.stream().anyMatch(Movable::isOpen) ? open(session, sale.id()) : Optional.empty();
        if (open.isPresent()) {
            log.write(session, open.get().word(), sale, sale);
            return new Step(0, open);
        }
        if (!next.isEmpty()) {
            int copied = orders.copy(Movable.ids(next));
            int removed = orders.remove(Movable.ids(next));
            if (copied != next.size() || removed != next.size()) {
                throw new IllegalStateException(
                        "of " + next.size() + " orders " + copied + " were copied, and " + removed + " removed");
            }
        }
        if (next.size() < mostAtOnce) {
            log.write(session, "DONE", sale, sale);
        }
        return new Step(next.size(), open);
    }

    private static Optional<Archived> open(SqlSession session, SaleId sale) {
        OpenOrders open = session.getMapper(ArchiveMapper.class).open(sale.value());
        return open.unpaid() + open.refundDue() == 0
                ? Optional.empty()
                : Optional.of(new Archived.OrdersOpen(open.unpaid(), open.refundDue()));
    }

    /** What one transaction did. */
    private record Step(int moved, Optional<Archived> open) {}
}
