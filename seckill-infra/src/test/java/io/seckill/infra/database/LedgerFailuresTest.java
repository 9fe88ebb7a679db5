package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.SaleId;
import io.seckill.testkit.net.MySqlRequests;
import io.seckill.testkit.net.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the ledger says when the database keeps it waiting, refuses, or goes away; and that nothing is lost by it. */
class LedgerFailuresTest {
    private static final RealStore STORE = new RealStore();

    private static final StockLedger LEDGER = new MyBatisStockLedger(STORE.desks());
    private final SaleId sale = Sales.open(STORE, 100);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void theSaleIsConsistent() {
        threads.shutdownNow();
        assertThat(new MyBatisSaleAudit(STORE.reading())
                        .audit(sale)
                        .orElseThrow()
                        .violations())
                .isEmpty();
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void aBatchThatWaitedForTheRowPastTheSalesEndIsTooLate() throws Exception {
        try (RowHolder holder = new RowHolder(STORE, sale)) {
            Future<List<Outcome>> waiting = commitAside(Sales.requests(sale, 2));
            Waiting.untilOneWaitsForALock(STORE);
            // It ends after the batch has begun to wait, so a clock that is read at the start of a statement sees it
            // open.
            holder.write(
                    "UPDATE sales SET closes_at = SYSDATE(6) + INTERVAL 200000 MICROSECOND WHERE id = '" + sale + "'");
            Waiting.until(
                    "the sale is over",
                    () -> holder.number("SELECT SYSDATE(6) > closes_at FROM sales WHERE id = '" + sale + "'") == 1);
            holder.commit();

            assertThat(get(waiting)).containsOnly(Outcome.refused(new Refusal.Ended()));
        }
    }

    @Test
    void aBatchThatWaitsTooLongForTheRowWasNotCommittedAndCanBeRunAgain() throws Exception {
        List<OrderRequest> batch = Sales.requests(sale, 3);
        try (RowHolder holder = new RowHolder(STORE, sale)) {
            assertThatThrownBy(() -> LEDGER.commit(sale, batch)).isInstanceOf(LedgerException.NotCommitted.class);
            assertThat(holder.number("SELECT COUNT(*) FROM orders WHERE sale_id = '" + sale + "'"))
                    .isZero();
        }

        assertThat(LEDGER.commit(sale, batch)).hasOnlyElementsOfType(Outcome.Placed.class);
    }

    @Test
    void aBatchWhoseConnectionIsKilledWasNotCommittedAndCanBeRunAgain() throws Exception {
        List<OrderRequest> batch = Sales.requests(sale, 3);
        try (RowHolder holder = new RowHolder(STORE, sale)) {
            Future<List<Outcome>> waiting = commitAside(batch);
            STORE.write("KILL " + Waiting.untilOneWaitsForALock(STORE));

            assertThatThrownBy(() -> get(waiting)).hasCauseInstanceOf(LedgerException.NotCommitted.class);
            assertThat(holder.number("SELECT available FROM sales WHERE id = '" + sale + "'"))
                    .isEqualTo(100);
        }

        assertThat(LEDGER.commit(sale, batch)).hasOnlyElementsOfType(Outcome.Placed.class);
    }

    @Test
    void aCommitWhoseAnswerIsCutIsUnknownAndTheSameBatchFindsItsOrders() throws Exception {
        try (TcpProxy proxy = TcpProxy.to(STORE.server().host(), STORE.server().port())) {
            StockLedger cut = new MyBatisStockLedger(
                    new DeskSessions(STORE.deskConnections(STORE.url(proxy.host(), proxy.port()), 2)));
            List<OrderRequest> batch = Sales.requests(sale, 3);
            proxy.cutAnswerAfter(MySqlRequests.commit());

            assertThatThrownBy(() -> cut.commit(sale, batch)).isInstanceOf(LedgerException.CommitUnknown.class);

            assertThat(cut.commit(sale, batch)).hasOnlyElementsOfType(Outcome.Placed.class);
            assertThat(STORE.number("SELECT available FROM sales WHERE id = '" + sale + "'"))
                    .isEqualTo(97);
        }
    }

    @Test
    void aServerThatCannotBeReachedCommitsNothing() throws Exception {
        try (TcpProxy proxy = TcpProxy.to(STORE.server().host(), STORE.server().port())) {
            StockLedger cut = new MyBatisStockLedger(
                    new DeskSessions(STORE.deskConnections(STORE.url(proxy.host(), proxy.port()), 2)));
            List<OrderRequest> batch = Sales.requests(sale, 3);
            proxy.cut();
            assertThatThrownBy(() -> cut.commit(sale, batch)).isInstanceOf(LedgerException.NotCommitted.class);

            proxy.restore();
            Waiting.until("the batch comes through", () -> comesThrough(cut, batch));
        }
    }

    @Test
    void anOrderIdThatIsTakenIsADataErrorAndNothingOfItsBatchIsThere() throws Exception {
        OrderId taken = Sales.freshOrderId();
        LEDGER.commit(sale, List.of(Sales.request(sale, "somebody", taken)));
        List<OrderRequest> batch = new ArrayList<>(Sales.requests(sale, 7));
        batch.add(3, Sales.request(sale, "the-offender", taken));

        assertThatThrownBy(() -> LEDGER.commit(sale, batch)).isInstanceOf(LedgerException.DataRefused.class);

        assertThat(STORE.number("SELECT COUNT(*) FROM orders WHERE sale_id = '" + sale + "'"))
                .isEqualTo(1);
        assertThat(STORE.number("SELECT available FROM sales WHERE id = '" + sale + "'"))
                .isEqualTo(99);
    }

    @Test
    void aBatchCostsItsStatementsAndItsCommit() throws Exception {
        int batches = 50;
        long before = settingsMade();

        for (int i = 0; i < batches; i++) {
            LEDGER.commit(sale, List.of(Sales.request(sale, "one-by-one-" + i)));
        }

        assertThat(settingsMade() - before).as("some connections may be new").isLessThan(batches / 2);
    }

    private static boolean comesThrough(StockLedger ledger, List<OrderRequest> batch) {
        try {
            return ledger.commit(batch.get(0).saleId(), batch).stream().allMatch(Outcome.Placed.class::isInstance);
        } catch (LedgerException.NotCommitted notYet) {
            return false;
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }

    /** Statements like {@code SET autocommit=1}: each is a journey to the server that no order needs. */
    private static long settingsMade() {
        return STORE.number("SHOW GLOBAL STATUS LIKE 'Com_set_option'");
    }

    private Future<List<Outcome>> commitAside(List<OrderRequest> batch) {
        return threads.submit(() -> LEDGER.commit(sale, batch));
    }

    private static List<Outcome> get(Future<List<Outcome>> outcomes) throws Exception {
        return outcomes.get(RealStore.SOON_SECONDS, TimeUnit.SECONDS);
    }
}
