package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.release.Cancellation;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.SaleId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Cancels leave connections to what else moves units. */
class ManyCancelsTest {
    private static final RealOrderLife STORE = new RealOrderLife();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void whileAsManyAreCancelledAsMayBeAFurtherOneIsBusyAndNothingWasDone() throws Exception {
        SaleId sale = Sales.open(STORE.real(), 2);
        List<OrderRequest> requests = Sales.requests(sale, 2);
        STORE.ledger().commit(sale, requests);
        OrderReleases releases = STORE.releases(1);
        ExecutorService buyer = Executors.newSingleThreadExecutor();
        try {
            Future<Cancellation> first;
            try (RowHolder held = new RowHolder(STORE.real(), sale)) {
                assertThat(held).isNotNull();
                first = buyer.submit(() -> cancel(releases, requests.get(0)));
                Waiting.untilOneWaitsForALock(STORE.real());

                assertThat(cancel(releases, requests.get(1))).isEqualTo(new Cancellation.Busy());
                assertThat(found(requests.get(1)).status()).isEqualTo(OrderStatus.UNPAID);
            }
            assertThat(first.get(30, TimeUnit.SECONDS)).isInstanceOf(Cancellation.Cancelled.class);
            assertThat(cancel(releases, requests.get(1))).isInstanceOf(Cancellation.Cancelled.class);
        } finally {
            buyer.shutdownNow();
        }
    }

    @Test
    void whatIsNotUnpaidIsAnsweredWhileTheWayIsFull() throws Exception {
        SaleId sale = Sales.open(STORE.real(), 2);
        List<OrderRequest> requests = Sales.requests(sale, 2);
        STORE.ledger().commit(sale, requests);
        OrderReleases releases = STORE.releases(1);
        assertThat(cancel(releases, requests.get(1))).isInstanceOf(Cancellation.Cancelled.class);
        ExecutorService buyer = Executors.newSingleThreadExecutor();
        try (RowHolder held = new RowHolder(STORE.real(), sale)) {
            assertThat(held).isNotNull();
            Future<Cancellation> first = buyer.submit(() -> cancel(releases, requests.get(0)));
            Waiting.untilOneWaitsForALock(STORE.real());

            assertThat(cancel(releases, requests.get(1))).isInstanceOf(Cancellation.AlreadyCancelled.class);
            assertThat(releases.cancel(
                            requests.get(1).orderId(), requests.get(0).buyer()))
                    .isEqualTo(new Cancellation.NotFound());
            assertThat(first).isNotDone();
        } finally {
            buyer.shutdownNow();
        }
    }

    private static Cancellation cancel(OrderReleases releases, OrderRequest request) {
        return releases.cancel(request.orderId(), request.buyer());
    }

    private static Order found(OrderRequest request) {
        return STORE.orders().find(request.orderId()).orElseThrow();
    }
}
