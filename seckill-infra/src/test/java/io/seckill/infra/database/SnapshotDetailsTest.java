package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.carrotsearch.hppc.LongHashSet;
import io.seckill.core.admission.Fingerprint;
import io.seckill.core.admission.SaleSnapshots;
import io.seckill.core.admission.SaleSnapshots.Snapshot;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.SaleId;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a snapshot costs, and what it waits for. */
class SnapshotDetailsTest {
    private static final RealStore STORE = new RealStore();
    private static final DeskSessions DESKS = STORE.desks();
    private static final SaleSnapshots SNAPSHOTS = new MyBatisSaleSnapshots(DESKS, STORE.reading());
    private static final Fingerprint FINGERPRINT = Fingerprint.draw(new Random(42));

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void aSnapshotWaitsForTheBatchInFlightAndHoldsItsOrders() throws Exception {
        SaleId sale = Sales.open(STORE, 10);
        OrderRequest inFlight = Sales.request(sale, "alice");
        try (RowHolder batch = new RowHolder(STORE, sale)) {
            CompletableFuture<Snapshot> taking = CompletableFuture.supplyAsync(
                    () -> SNAPSHOTS.take(sale, FINGERPRINT).orElseThrow());
            Waiting.untilOneWaitsForALock(STORE);
            batch.write("UPDATE sales SET available = available - 1, placed = placed + 1 WHERE id = '" + sale + "'");
            batch.write("INSERT INTO orders VALUES ('" + inFlight.orderId() + "', '" + sale
                    + "', 'alice', 'k', 1, 1, 'CNY', 'UNPAID', NOW(6), NOW(6))");
            assertThat(taking).isNotDone();
            batch.commit();

            Snapshot snapshot = taking.get(RealStore.SOON_SECONDS, TimeUnit.SECONDS);
            assertThat(snapshot.sale().placed()).isEqualTo(1);
            assertThat(snapshot.orders().test(FINGERPRINT.of(inFlight.buyer(), inFlight.key())))
                    .isTrue();
        }
    }

    @Test
    void aSnapshotOfASaleWhoseRowIsHeldForTooLongIsUnavailable() throws Exception {
        SaleId sale = Sales.open(STORE, 10);
        try (RowHolder holder = new RowHolder(STORE, sale)) {
            assertThatThrownBy(() -> SNAPSHOTS.take(sale, FINGERPRINT)).isInstanceOf(BackendUnavailableException.class);
            assertThat(holder.number("SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void aMarkTakesLessThan32BytesPerOrderAtItsEmptiest() throws Exception {
        // One order more than fit at a load of 0.75 in a table of 8,192, so the table has just been doubled.
        int orders = 6_145;
        SaleId sale = Sales.open(STORE, orders);
        MyBatisStockLedger ledger = new MyBatisStockLedger(DESKS);
        List<OrderRequest> requests = Sales.requests(sale, orders);
        for (int from = 0; from < orders; from += 1_000) {
            ledger.commit(sale, requests.subList(from, Math.min(orders, from + 1_000)));
        }

        Snapshot snapshot = SNAPSHOTS.take(sale, FINGERPRINT).orElseThrow();

        assertThat(requests)
                .allMatch(request -> snapshot.orders().test(FINGERPRINT.of(request.buyer(), request.key())));
        LongHashSet prints = prints(snapshot);
        assertThat(prints.size()).isEqualTo(orders);
        assertThat(prints.keys.length * (double) Long.BYTES / orders).isLessThan(32);
    }

    /** What the snapshot's predicate asks. */
    private static LongHashSet prints(Snapshot snapshot) throws IllegalAccessException {
        Field asked = snapshot.orders().getClass().getDeclaredFields()[0];
        asked.setAccessible(true);
        return (LongHashSet) asked.get(snapshot.orders());
    }
}
