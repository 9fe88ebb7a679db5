package io.seckill.infra.database;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.testkit.ledger.OperatorEntry;
import io.seckill.testkit.ledger.SaleOperationsContract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

class MyBatisSaleOperationsTest extends SaleOperationsContract {
    private static final RealStore STORE = new RealStore();
    private static final Reading READING = STORE.reading();
    private static final StockLedger LEDGER = new MyBatisStockLedger(STORE.desks());
    private static final SaleOperations OPERATIONS = new MyBatisSaleOperations(READING, STORE.transactions());
    private static final SaleOperations OTHER = new MyBatisSaleOperations(READING, STORE.transactions());

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Override
    protected SaleOperations operations() {
        return OPERATIONS;
    }

    @Override
    protected SaleOperations otherOperations() {
        return OTHER;
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
