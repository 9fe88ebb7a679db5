package io.seckill.infra.database;

import io.seckill.testkit.ledger.OrderLifeStore;
import io.seckill.testkit.ledger.OrderReleasesContract;
import org.junit.jupiter.api.AfterAll;

class MyBatisOrderReleasesTest extends OrderReleasesContract {
    private static final RealOrderLife STORE = new RealOrderLife();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Override
    protected OrderLifeStore store() {
        return STORE;
    }
}
