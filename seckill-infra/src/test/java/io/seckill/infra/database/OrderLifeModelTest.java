package io.seckill.infra.database;

import io.seckill.core.operate.SaleOperations;
import io.seckill.testkit.ledger.OrderLifeModelContract;
import io.seckill.testkit.ledger.OrderLifeStore;
import org.junit.jupiter.api.AfterAll;

/** Random lives of sales on a real database. */
class OrderLifeModelTest extends OrderLifeModelContract {
    private static final RealOrderLife STORE = new RealOrderLife();
    private static final SaleOperations OPERATIONS =
            new MyBatisSaleOperations(STORE.real().reading(), STORE.real().transactions());

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Override
    protected OrderLifeStore store() {
        return STORE;
    }

    @Override
    protected SaleOperations operations() {
        return OPERATIONS;
    }

    /** Each step syncs the disk: a thousand take minutes. */
    @Override
    protected int sequences() {
        return 30;
    }
}
