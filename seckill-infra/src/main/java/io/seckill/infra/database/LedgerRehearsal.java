package io.seckill.infra.database;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleTerms;
import io.seckill.infra.database.SaleMapper.SaleRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/**
 * The ledger's statements on the real database, without any effect: the sale is made in the batch's own transaction, which is
 * rolled back, so nobody else ever sees it. For a node that wants its connections open and its code compiled before the
 * first real order comes. Safe for use by many threads.
 */
public final class LedgerRehearsal {
    private static final String OPERATOR = "rehearsal";
    private static final Duration LONG = Duration.ofDays(1);

    private final DeskSessions sessions;
    private final MyBatisStockLedger ledger;
    private final SaleId sale;
    private final SaleRow row;

    /**
     * Makes up a sale that is open.
     *
     * @param ledger whose statements are rehearsed
     * @param sale an id that no sale has; nodes that rehearse at the same time have different ones
     */
    LedgerRehearsal(DeskSessions sessions, MyBatisStockLedger ledger, SaleId sale, Instant now) {
        this.sessions = sessions;
        this.ledger = ledger;
        this.sale = sale;
        SaleTerms terms =
                new SaleTerms(OPERATOR, new Money(1, "XXX"), now.minus(LONG), now.plus(LONG), 1, Duration.ofMinutes(1));
        this.row = Rows.row(
                new NewSale(sale, terms, NewSale.MAX_TOTAL, new BuyerId(OPERATOR), new RequestKey(sale.value())));
    }

    /** The sale that can be asked for. */
    public SaleId sale() {
        return sale;
    }

    /** Answers as for real; what it calls placed is gone when it answers. */
    public StockLedger ledger() {
        return this::rehearse;
    }

    private List<Outcome> rehearse(SaleId asked, List<OrderRequest> batch) throws LedgerException {
        try (SqlSession session = sessions.open()) {
            session.getMapper(SaleMapper.class).insert(row, OPERATOR, sale.value());
            List<Outcome> outcomes = ledger.write(session, asked, batch).outcomes();
            session.rollback(true);
            return outcomes;
        } catch (RuntimeException e) {
            throw new LedgerException.NotCommitted("a rehearsal was rolled back: " + e.getMessage(), e);
        }
    }
}
