package io.seckill.infra.database;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.event.Outbox;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.testkit.ledger.OrderLifeStore;
import java.time.Duration;
import java.time.Instant;

/** All that happens to an order, on a real database. */
final class RealOrderLife implements OrderLifeStore, AutoCloseable {
    private final RealStore store = new RealStore();
    private final Reading reading = store.reading();
    private final Transactions transactions = store.transactions();
    private final StockLedger ledger;
    private final OutboxWriting writing;

    RealOrderLife() {
        this(new OutboxWriting(true));
    }

    RealOrderLife(OutboxWriting writing) {
        this.writing = writing;
        this.ledger = new MyBatisStockLedger(store.desks(), writing, 3);
    }

    /** Releases that cancel so many orders at once. */
    OrderReleases releases(int mostCancels) {
        return new MyBatisOrderReleases(reading, transactions, writing, mostCancels);
    }

    RealStore real() {
        return store;
    }

    @Override
    public StockLedger ledger() {
        return ledger;
    }

    @Override
    public SaleCatalog catalog() {
        return store.catalog();
    }

    @Override
    public OrderBook orders() {
        return new MyBatisOrderBook(reading);
    }

    @Override
    public SaleAudit audit() {
        return new MyBatisSaleAudit(reading);
    }

    @Override
    public OrderReleases releases() {
        return releases(3);
    }

    @Override
    public PaymentBook payments() {
        return new MyBatisPaymentBook(reading, transactions, writing);
    }

    @Override
    public Outbox outbox() {
        return new MyBatisOutbox(reading, transactions);
    }

    @Override
    public Instant now() {
        return store.now();
    }

    @Override
    public void turn(SaleId sale, SaleState state) {
        store.turn(sale, state);
    }

    @Override
    public void lapse(Order order, Duration ago) {
        store.write("UPDATE orders SET pay_by = UTC_TIMESTAMP(6) - INTERVAL " + ago.toMillis() * 1_000
                + " MICROSECOND WHERE id = '" + order.id() + "'");
    }

    @Override
    public void close() {
        store.close();
    }
}
