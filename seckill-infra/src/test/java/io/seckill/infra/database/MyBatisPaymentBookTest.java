package io.seckill.infra.database;

import io.seckill.testkit.ledger.OrderLifeStore;
import io.seckill.testkit.ledger.PaymentBookContract;
import org.junit.jupiter.api.AfterAll;

class MyBatisPaymentBookTest extends PaymentBookContract {
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
