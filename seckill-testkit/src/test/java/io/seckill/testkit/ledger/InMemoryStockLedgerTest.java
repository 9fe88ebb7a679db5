package io.seckill.testkit.ledger;

import io.seckill.core.admission.SaleSnapshots;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/** The store in memory passes every suite. */
class InMemoryStockLedgerTest {
    private static final Instant NOW = Instant.parse("2026-06-18T12:00:00Z");

    private static InMemoryStockLedger store() {
        return new InMemoryStockLedger(InstantSource.fixed(NOW));
    }

    @Nested
    class AsLedger extends StockLedgerContract {
        private final InMemoryStockLedger store = store();

        @Override
        protected StockLedger ledger() {
            return store;
        }

        @Override
        protected SaleCatalog catalog() {
            return store;
        }

        @Override
        protected OrderBook orders() {
            return store;
        }

        @Override
        protected SaleAudit audit() {
            return store;
        }

        @Override
        protected Instant now() {
            return NOW;
        }

        @Override
        protected void cancel(Order order) {
            store.cancel(order.id());
        }

        @Override
        protected void turn(SaleId sale, SaleState state) {
            store.turn(sale, state);
        }
    }

    @Nested
    class AsTwoLedgers extends ConcurrentLedgersContract {
        private final InMemoryStockLedger store = store();

        @Override
        protected StockLedger ledger() {
            return store;
        }

        @Override
        protected SaleCatalog catalog() {
            return store;
        }

        @Override
        protected OrderBook orders() {
            return store;
        }

        @Override
        protected SaleAudit audit() {
            return store;
        }

        @Override
        protected Instant now() {
            return NOW;
        }

        @Override
        protected void cancel(Order order) {
            store.cancel(order.id());
        }

        @Override
        protected void turn(SaleId sale, SaleState state) {
            store.turn(sale, state);
        }
    }

    @Nested
    class AsOrderBook extends OrderBookContract {
        private final InMemoryStockLedger store = store();

        @Override
        protected StockLedger ledger() {
            return store;
        }

        @Override
        protected SaleCatalog catalog() {
            return store;
        }

        @Override
        protected OrderBook orders() {
            return store;
        }

        @Override
        protected SaleAudit audit() {
            return store;
        }

        @Override
        protected Instant now() {
            return NOW;
        }

        @Override
        protected void cancel(Order order) {
            store.cancel(order.id());
        }

        @Override
        protected void turn(SaleId sale, SaleState state) {
            store.turn(sale, state);
        }
    }

    @Nested
    class AsCatalog extends SaleCatalogContract {
        private final InMemoryStockLedger store = store();

        @Override
        protected StockLedger ledger() {
            return store;
        }

        @Override
        protected SaleCatalog catalog() {
            return store;
        }

        @Override
        protected OrderBook orders() {
            return store;
        }

        @Override
        protected SaleAudit audit() {
            return store;
        }

        @Override
        protected Instant now() {
            return NOW;
        }

        @Override
        protected void cancel(Order order) {
            store.cancel(order.id());
        }

        @Override
        protected void turn(SaleId sale, SaleState state) {
            store.turn(sale, state);
        }
    }

    @Nested
    class AsSnapshots extends SaleSnapshotsContract {
        private final InMemoryStockLedger store = store();

        @Override
        protected StockLedger ledger() {
            return store;
        }

        @Override
        protected SaleCatalog catalog() {
            return store;
        }

        @Override
        protected OrderBook orders() {
            return store;
        }

        @Override
        protected SaleAudit audit() {
            return store;
        }

        @Override
        protected Instant now() {
            return NOW;
        }

        @Override
        protected void cancel(Order order) {
            store.cancel(order.id());
        }

        @Override
        protected void turn(SaleId sale, SaleState state) {
            store.turn(sale, state);
        }

        @Override
        protected SaleSnapshots snapshots() {
            return store;
        }
    }
}
