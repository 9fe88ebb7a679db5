package io.seckill.testkit.ledger;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.operate.SaleArchive;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Operating and archiving in memory pass their suites. */
class InMemoryOperatorsTest {
    private static final Instant NOW = Instant.parse("2026-06-18T12:00:00Z");

    @Nested
    class AsOperations extends SaleOperationsContract {
        private final InMemoryStockLedger store = new InMemoryStockLedger(InstantSource.fixed(NOW));
        private final InMemoryOperatorLog log = new InMemoryOperatorLog(store);
        private final SaleOperations operations = new InMemorySaleOperations(store, log);

        @Override
        protected SaleOperations operations() {
            return operations;
        }

        @Override
        protected List<OperatorEntry> log(SaleId sale) {
            return log.of(sale);
        }

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
    class AsArchive extends SaleArchiveContract {
        private final InMemoryStockLedger store = new InMemoryStockLedger(InstantSource.fixed(NOW));
        private final InMemoryOperatorLog log = new InMemoryOperatorLog(store);
        private final SaleArchive archive = new InMemorySaleArchive(store, log);

        @Override
        protected SaleArchive archive() {
            return archive;
        }

        @Override
        protected List<OperatorEntry> log(SaleId sale) {
            return log.of(sale);
        }

        @Override
        protected void setAll(SaleId sale, OrderStatus status) {
            store.step(() -> {
                store.of(sale).forEach(order -> store.put(order.withStatus(status)));
                return status;
            });
        }

        @Override
        protected void set(Order order, OrderStatus status) {
            store.step(() -> {
                store.put(order.withStatus(status));
                return status;
            });
        }

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
}
