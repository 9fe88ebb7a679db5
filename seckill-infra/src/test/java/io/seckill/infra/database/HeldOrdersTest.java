package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.SaleId;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Expiring beside what holds orders, and by whose clock. */
class HeldOrdersTest {
    private static final RealOrderLife STORE = new RealOrderLife();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void anOrderThatAPaymentHoldsIsPassedOverAndExpiresNextTime() throws Exception {
        SaleId sale = Sales.open(STORE.real(), 2);
        List<OrderRequest> requests = Sales.requests(sale, 2);
        STORE.ledger().commit(sale, requests);
        for (OrderRequest request : requests) {
            STORE.lapse(STORE.orders().find(request.orderId()).orElseThrow(), Duration.ofMinutes(1));
        }
        try (Connection payment = STORE.real().connect();
                Statement statement = payment.createStatement()) {
            payment.setAutoCommit(false);
            statement.executeQuery(
                    "SELECT * FROM orders WHERE id = '" + requests.get(0).orderId() + "' FOR UPDATE");

            assertThat(STORE.releases().expire(sale, OrderReleases.MOST_EXPIRED))
                    .isEqualTo(1);
            assertThat(STORE.orders().countByStatus(sale))
                    .isEqualTo(Map.of(OrderStatus.UNPAID, 1L, OrderStatus.EXPIRED, 1L));
        }

        assertThat(STORE.releases().expire(sale, OrderReleases.MOST_EXPIRED)).isEqualTo(1);
        assertThat(STORE.orders().countByStatus(sale)).isEqualTo(Map.of(OrderStatus.EXPIRED, 2L));
    }

    @Test
    void expiringASaleKeepsNoOtherSalesOrdersFromExpiring() throws Exception {
        SaleId held = saleWithDueOrders(20);
        SaleId other = saleWithDueOrders(20);
        // Due first, so whoever looks for what is due without looking at the sale comes by them.
        STORE.real().write("UPDATE orders SET pay_by = '2025-01-01' WHERE sale_id = '" + other + "'");
        try (SqlSession session = STORE.real().desks().open()) {
            assertThat(session.getMapper(OrderMapper.class).lockDue(held.value(), Rows.time(STORE.now()), 10))
                    .hasSize(10);

            assertThat(STORE.releases().expire(other, OrderReleases.MOST_EXPIRED))
                    .isEqualTo(20);
            session.rollback(true);
        }
    }

    @Test
    void ordersOfSalesThatClosedLongAgoExpireAfterAStart() {
        SaleId sale = saleWithDueOrders(2);
        STORE.real()
                .write("UPDATE sales SET opens_at = '2020-01-01', closes_at = '2020-01-02' WHERE id = '" + sale + "'");
        OrderReleases started = STORE.releases();

        assertThat(started.due(1_000)).contains(sale);
        assertThat(started.expire(sale, 1)).isEqualTo(1);
        assertThat(started.due(1_000)).as("there is one more").contains(sale);
        assertThat(started.expire(sale, 1)).isEqualTo(1);
        assertThat(started.due(1_000)).doesNotContain(sale);
    }

    @Test
    void onceThereIsNoneOfThemTheyAreNotLookedForAgain() {
        OrderReleases started = STORE.releases();
        started.due(1_000);
        SaleId sale = saleWithDueOrders(1);
        STORE.real()
                .write("UPDATE sales SET opens_at = '2020-01-01', closes_at = '2020-01-02' WHERE id = '" + sale + "'");

        assertThat(started.due(1_000)).doesNotContain(sale);
        assertThat(STORE.releases().due(1_000)).as("another start").contains(sale);
        assertThat(STORE.releases().expire(sale, 1)).isEqualTo(1);
    }

    @Test
    void expiringWaitsOnceForTheSalesRowAndTheNextRoundComesAnyway() throws Exception {
        SaleId sale = saleWithDueOrders(1);
        try (RowHolder holder = new RowHolder(STORE.real(), sale)) {
            long start = System.nanoTime();

            assertThatThrownBy(() -> STORE.releases().expire(sale, 1)).isInstanceOf(BackendUnavailableException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("one wait for a lock is 2 s, and all that a transaction may have are 8 s")
                    .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(6));
            holder.commit();
        }
        assertThat(STORE.releases().expire(sale, 1)).isEqualTo(1);
    }

    private static SaleId saleWithDueOrders(int orders) {
        SaleId sale = Sales.open(STORE.real(), orders);
        try {
            STORE.ledger().commit(sale, Sales.requests(sale, orders));
        } catch (LedgerException e) {
            throw new IllegalStateException(e);
        }
        STORE.real().write("UPDATE orders SET pay_by = '2026-01-01' WHERE sale_id = '" + sale + "'");
        return sale;
    }

    @Test
    void anOrderExpiresWhenTheDatabasesClockSaysSo() throws Exception {
        SaleId sale = Sales.open(STORE.real(), 1);
        OrderRequest request = Sales.request(sale, "alice");
        STORE.ledger().commit(sale, List.of(request));
        STORE.lapse(STORE.orders().find(request.orderId()).orElseThrow(), Duration.ofMillis(-500));
        Instant payBy = STORE.orders().find(request.orderId()).orElseThrow().payBy();

        Waiting.until("the order expires", () -> {
            Instant before = STORE.now();
            boolean expired = STORE.releases().expire(sale, 1) == 1;
            assertThat(expired || before.isBefore(payBy))
                    .as("it expires at once")
                    .isTrue();
            assertThat(expired && STORE.now().isBefore(payBy))
                    .as("it expires too soon")
                    .isFalse();
            return expired;
        });
    }
}
