package io.seckill.infra.database;

import io.seckill.core.operate.SaleEdit;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.OperatorMapper.MostBoughtRow;
import io.seckill.infra.database.SaleMapper.SaleRow;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import org.apache.ibatis.session.SqlSession;

/**
 * The most units that a buyer has in live orders of a sale. Summing up a large sale takes seconds, in which its row must not
 * be locked, for batches wait for it. So the sum is read first, and with the row locked only those buyers are looked at who
 * placed an order since.
 *
 * <p>Why nobody is missed: orders are placed with the row locked and draw their times then, so those that came since are to be
 * paid later than all before, unless the clock was put back. The sale's own count says how many came; where they
 * are not all found by their times, the edit is refused for the moment. Buyers who have fewer units by now only make the answer larger
 * than it need be.
 */
record MostBought(Optional<MostBoughtRow> earlier) {
    private static final LocalDateTime BEFORE_ALL = LocalDateTime.of(1970, 1, 1, 0, 0);

    /** Reads the sum, without a lock, if that edit of that revision lowers the limit. */
    static MostBought before(SaleEdit edit, int revision, SaleId sale, Reading reading) {
        Optional<SaleRow> row = Optional.ofNullable(reading.one(SaleMapper.class, sales -> sales.find(sale.value())));
        boolean lowers = row.isPresent()
                && row.get().revision() == revision
                && edit.limitPerBuyer().orElse(Integer.MAX_VALUE) < row.get().limitPerBuyer();
        return new MostBought(
                lowers
                        ? Optional.ofNullable(
                                reading.one(OperatorMapper.class, orders -> orders.mostBought(sale.value())))
                        : Optional.empty());
    }

    /**
     * @param sale its row, locked in the session's transaction
     * @throws BackendUnavailableException if the sale was edited, or the clock put back, meanwhile: nobody is
     *     to wait for another sum
     */
    int units(SqlSession session, Sale sale) {
        OperatorMapper orders = session.getMapper(OperatorMapper.class);
        String id = sale.id().value();
        MostBoughtRow sum =
                earlier.orElseThrow(() -> new BackendUnavailableException("the sale was edited meanwhile", null));
        long since = sale.placed() - sum.placed();
        if (since == 0) {
            return sum.units();
        }
        LocalDateTime last = Objects.requireNonNullElse(sum.lastPayBy(), BEFORE_ALL);
        if (orders.countDueAfter(id, last) != since) {
            throw new BackendUnavailableException("orders were placed while the database's clock was put back", null);
        }
        return Math.max(sum.units(), orders.mostBoughtAfter(id, last));
    }
}
