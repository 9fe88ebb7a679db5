package io.seckill.infra.database;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.operate.SaleArchive;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.testkit.ledger.OperatorEntry;
import io.seckill.testkit.ledger.SaleArchiveContract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

class MyBatisSaleArchiveTest extends SaleArchiveContract {
    private static final RealStore STORE = new RealStore();
    private static final Reading READING = STORE.reading();
    private static final StockLedger LEDGER = new MyBatisStockLedger(STORE.desks());
    private static final SaleArchive ARCHIVE = new MyBatisSaleArchive(STORE.archiving());

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Override
    protected SaleArchive archive() {
        return ARCHIVE;
    }

    @Override
    protected void set(Order order, OrderStatus status) {
        STORE.write("UPDATE orders SET status = '" + status + "' WHERE id = '" + order.id() + "'");
    }

    @Override
    protected void setAll(SaleId sale, OrderStatus status) {
        STORE.write("UPDATE orders SET status = '" + status + "' WHERE sale_id = '" + sale + "'");
    }

    @Override
    protected List<OperatorEntry> log(SaleId sale) {
        return OperatorEntries.of(STORE, sale);
    }

    @Override
    protected StockLedger ledger() {
        return LEDGER;
    }

    @Override
    protected SaleCatalog catalog() {
        return STORE.catalog();
    }

    @Override
    protected OrderBook orders() {
        return new MyBatisOrderBook(READING);
    }

    @Override
    protected SaleAudit audit() {
        return new MyBatisSaleAudit(READING);
    }

    @Override
    protected Instant now() {
        return STORE.now();
    }

    @Override
    protected void cancel(Order order) {
        STORE.cancel(order);
    }

    @Override
    protected void turn(SaleId sale, SaleState state) {
        STORE.turn(sale, state);
    }
}
