package io.seckill.testkit.ledger;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.event.Outbox;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/** What happens to an order in memory passes every suite. */
class InMemoryOrderLifeTest {
    private static final Instant NOW = Instant.parse("2026-06-18T12:00:00Z");

    @Nested
    class AsReleases extends OrderReleasesContract {
        private final OrderLifeStore store = new InMemory();

        @Override
        protected OrderLifeStore store() {
            return store;
        }
    }

    @Nested
    class AsPaymentBook extends PaymentBookContract {
        private final OrderLifeStore store = new InMemory();

        @Override
        protected OrderLifeStore store() {
            return store;
        }
    }

    @Nested
    class AsOutbox extends OutboxContract {
        private final OrderLifeStore store = new InMemory();

        @Override
        protected OrderLifeStore store() {
            return store;
        }
    }

    @Nested
    class AsTheModelHasIt extends OrderLifeModelContract {
        private final InMemory store = new InMemory();
        private final SaleOperations operations =
                new InMemorySaleOperations(store.store, new InMemoryOperatorLog(store.store));

        @Override
        protected OrderLifeStore store() {
            return store;
        }

        @Override
        protected SaleOperations operations() {
            return operations;
        }

        @Override
        protected int sequences() {
            return 1_000;
        }
    }

    private static final class InMemory implements OrderLifeStore {
        private final InMemoryStockLedger store = new InMemoryStockLedger(InstantSource.fixed(NOW));
        private final OrderReleases releases = new InMemoryOrderReleases(store);
        private final PaymentBook payments = new InMemoryPaymentBook(store);

        @Override
        public StockLedger ledger() {
            return store;
        }

        @Override
        public SaleCatalog catalog() {
            return store;
        }

        @Override
        public OrderBook orders() {
            return store;
        }

        @Override
        public SaleAudit audit() {
            return store;
        }

        @Override
        public OrderReleases releases() {
            return releases;
        }

        @Override
        public PaymentBook payments() {
            return payments;
        }

        @Override
        public Outbox outbox() {
            return store.outbox();
        }

        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public void turn(SaleId sale, SaleState state) {
            store.turn(sale, state);
        }

        @Override
        public void lapse(Order order, Duration ago) {
            store.step(() -> {
                Order standing = store.find(order.id()).orElseThrow();
                store.put(new Order(
                        standing.id(),
                        standing.saleId(),
                        standing.buyer(),
                        standing.key(),
                        standing.quantity(),
                        standing.amount(),
                        standing.status(),
                        standing.placedAt(),
                        NOW.minus(ago)));
                return standing;
            });
        }
    }
}
