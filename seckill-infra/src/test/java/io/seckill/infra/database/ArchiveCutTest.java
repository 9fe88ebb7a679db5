package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.operate.Archived;
import io.seckill.core.operate.SaleArchive;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.SaleId;
import io.seckill.testkit.ledger.OperatorEntry;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An archive that is cut off, or kept from an order, half way. */
class ArchiveCutTest {
    private static final RealStore STORE = new RealStore();
    private static final BuyerId OPERATOR = new BuyerId("operator");
    private static final int ORDERS = 50;

    private final SaleArchive archive = new MyBatisSaleArchive(STORE.archiving(), 20);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SaleId sale = Sales.open(STORE, ORDERS);

    @BeforeEach
    void theSaleIsOver() throws Exception {
        assertThat(new MyBatisStockLedger(STORE.desks()).commit(sale, Sales.requests(sale, ORDERS)))
                .hasSize(ORDERS);
        STORE.write("UPDATE orders SET status = 'PAID' WHERE sale_id = '" + sale + "'");
        STORE.write("UPDATE sales SET closes_at = UTC_TIMESTAMP(6) WHERE id = '" + sale + "'");
    }

    @AfterEach
    void theLawsHold() {
        threads.shutdownNow();
        assertConsistent();
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void whatIsLeftIsMovedByTheNextCall() throws Exception {
        try (RowHolder payment = RowHolder.ofOrder(STORE, orderAt(30))) {
            Future<Archived> archiving = threads.submit(() -> archive.archive(sale, OPERATOR));
            Waiting.untilOneWaitsForALock(STORE);
            STORE.write("KILL " + Waiting.waitingConnection(STORE));

            assertThatThrownBy(() -> archiving.get(RealStore.SOON_SECONDS, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(BackendUnavailableException.class);
            assertThat(payment.number("SELECT 1")).isOne();
        }
        assertThat(count("orders_archive")).isEqualTo(20);
        assertThat(count("orders")).isEqualTo(30);
        assertConsistent();

        assertThat(archive.archive(sale, OPERATOR)).isEqualTo(new Archived.Done(30));

        assertThat(count("orders")).isZero();
        assertThat(OperatorEntries.of(STORE, sale))
                .extracting(OperatorEntry::outcome)
                .containsExactly("BEGUN", "BEGUN", "DONE");
    }

    @Test
    void anOrderThatComesToBeOpenMeanwhileStays() throws Exception {
        STORE.write("UPDATE sales SET available = available + 1 WHERE id = '" + sale + "'");
        String late = orderAt(30);
        STORE.write("UPDATE orders SET status = 'EXPIRED' WHERE id = '" + late + "'");
        try (RowHolder payment = RowHolder.ofOrder(STORE, late)) {
            Future<Archived> archiving = threads.submit(() -> archive.archive(sale, OPERATOR));
            Waiting.untilOneWaitsForALock(STORE);
            payment.write("UPDATE orders SET status = 'REFUND_DUE' WHERE id = '" + late + "'");
            payment.commit();

            assertThat(archiving.get(RealStore.SOON_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(new Archived.OrdersOpen(0, 1));
        }
        assertThat(count("orders")).isEqualTo(30);
        assertConsistent();
        STORE.write("UPDATE orders SET status = 'REFUNDED' WHERE id = '" + late + "'");

        assertThat(archive.archive(sale, OPERATOR)).isEqualTo(new Archived.Done(30));
    }

    @Test
    void anOrderInBothPlacesIsFoundByTheAudit() {
        assertThat(archive.archive(sale, OPERATOR)).isEqualTo(new Archived.Done(ORDERS));
        String again = "INSERT INTO orders (" + OrderMapper.COLUMNS + ") SELECT " + OrderMapper.COLUMNS
                + " FROM orders_archive WHERE sale_id = '" + sale + "' LIMIT 1";
        STORE.write(again);

        assertThat(new MyBatisSaleAudit(STORE.reading())
                        .audit(sale)
                        .orElseThrow()
                        .violations())
                .hasSize(3)
                .anyMatch(law -> law.startsWith("law 4"));
        STORE.write("DELETE FROM orders WHERE sale_id = '" + sale + "'");
    }

    private String orderAt(int place) {
        return STORE.text("SELECT id FROM orders WHERE sale_id = '" + sale
                + "' ORDER BY buyer, request_key LIMIT 1 OFFSET " + (place - 1));
    }

    private long count(String table) {
        return STORE.number("SELECT COUNT(*) FROM " + table + " WHERE sale_id = '" + sale + "'");
    }

    private void assertConsistent() {
        assertThat(new MyBatisSaleAudit(STORE.reading())
                        .audit(sale)
                        .orElseThrow()
                        .violations())
                .isEmpty();
    }
}
