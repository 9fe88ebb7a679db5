package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.admission.Fingerprint;
import io.seckill.core.admission.SaleSnapshots;
import io.seckill.core.admission.SaleSnapshots.Snapshot;
import io.seckill.core.desk.LedgerException;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SaleSnapshots} must do. */
public abstract class SaleSnapshotsContract extends LedgerFixture {
    private static final int MANY = 3_000;
    private final Fingerprint fingerprint = Fingerprint.draw(new Random(42));

    protected abstract SaleSnapshots snapshots();

    @Test
    void aSnapshotHoldsTheRowAndEveryOrder() throws LedgerException {
        SaleId sale = sale(2_000, 2);
        List<OrderRequest> batch = IntStream.range(0, 2_000)
                .mapToObj(i -> request(sale, "买家-" + i, "key-" + i, 1))
                .toList();
        ledger().commit(sale, batch.subList(0, 1_000));
        ledger().commit(sale, batch.subList(1_000, 2_000));

        Snapshot snapshot = snapshots().take(sale, fingerprint).orElseThrow();

        assertThat(snapshot.sale()).isEqualTo(catalog().find(sale).orElseThrow());
        assertThat(batch).allMatch(request -> holds(snapshot, request.buyer(), request.key()));
    }

    @Test
    void cancelledOrdersAreHeldToo() throws LedgerException {
        Order order = place(request(sale(10, 5), "alice", "k", 2));
        cancel(order);

        Snapshot snapshot = snapshots().take(order.saleId(), fingerprint).orElseThrow();

        assertThat(holds(snapshot, order.buyer(), order.key())).isTrue();
    }

    @Test
    void ordersThatAreNotThereAreHardlyEverTakenForThere() throws LedgerException {
        SaleId sale = sale(10, 5);
        place(request(sale(10, 5), "bob", "k", 1));
        place(request(sale, "alice", "k", 1));

        Snapshot snapshot = snapshots().take(sale, fingerprint).orElseThrow();

        assertThat(holds(snapshot, new BuyerId("bob"), new RequestKey("k"))).isFalse();
        assertThat(IntStream.range(0, MANY)
                        .filter(i -> holds(snapshot, new BuyerId("stranger-" + i), new RequestKey("k"))))
                .hasSizeLessThan(MANY / 100);
    }

    @Test
    void aSnapshotDoesNotChange() throws LedgerException {
        SaleId sale = sale(10, 5);
        Snapshot before = snapshots().take(sale, fingerprint).orElseThrow();
        OrderRequest later = request(sale, "alice", "k", 1);
        place(later);

        assertThat(before.sale().stock().available()).isEqualTo(10);
        assertThat(holds(before, later.buyer(), later.key())).isFalse();
        assertThat(snapshots().take(sale, fingerprint).orElseThrow().sale().placed())
                .isEqualTo(1);
    }

    @Test
    void aSaleThatIsNotThereHasNone() {
        assertThat(snapshots().take(freshSaleId(), fingerprint)).isEmpty();
    }

    private boolean holds(Snapshot snapshot, BuyerId buyer, RequestKey key) {
        return snapshot.orders().test(fingerprint.of(buyer, key));
    }
}
