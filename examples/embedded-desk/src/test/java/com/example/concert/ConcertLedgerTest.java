package com.example.concert;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.testkit.ledger.ConcurrentLedgersContract;
import io.seckill.testkit.ledger.StockLedgerContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The ledger does what the core asks of every ledger: the testkit's suites say so. */
class ConcertLedgerTest {
    @TempDir
    Path folder;

    private ConcertLedger ledger;
    private LedgerView view;

    @BeforeEach
    void open() throws IOException {
        ledger = new ConcertLedger(folder.resolve("journal"), Clock.systemUTC());
        view = new LedgerView(ledger);
    }

    @AfterEach
    void close() throws IOException {
        ledger.close();
    }

    @Nested
    class OneByOne extends StockLedgerContract {
        @Override
        protected StockLedger ledger() {
            return ledger;
        }

        @Override
        protected SaleCatalog catalog() {
            return view;
        }

        @Override
        protected OrderBook orders() {
            return view;
        }

        @Override
        protected SaleAudit audit() {
            return view;
        }

        @Override
        protected Instant now() {
            return Instant.now();
        }

        @Override
        protected void cancel(Order order) {
            view.run(() -> ledger.cancel(order));
        }

        @Override
        protected void turn(SaleId sale, SaleState state) {
            view.run(() -> ledger.turn(sale, state));
        }
    }

    @Nested
    class AtOnce extends ConcurrentLedgersContract {
        @Override
        protected StockLedger ledger() {
            return ledger;
        }

        @Override
        protected SaleCatalog catalog() {
            return view;
        }

        @Override
        protected OrderBook orders() {
            return view;
        }

        @Override
        protected SaleAudit audit() {
            return view;
        }

        @Override
        protected Instant now() {
            return Instant.now();
        }

        @Override
        protected void cancel(Order order) {
            view.run(() -> ledger.cancel(order));
        }

        @Override
        protected void turn(SaleId sale, SaleState state) {
            view.run(() -> ledger.turn(sale, state));
        }
    }
}
