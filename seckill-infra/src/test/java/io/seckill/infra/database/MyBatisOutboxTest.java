package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.SaleId;
import io.seckill.testkit.ledger.OrderLifeStore;
import io.seckill.testkit.ledger.OutboxContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MyBatisOutboxTest extends OutboxContract {
    private static final RealOrderLife STORE = new RealOrderLife();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Override
    protected OrderLifeStore store() {
        return STORE;
    }

    @Test
    void aBatchThatIsRolledBackLeavesNoMessage() throws LedgerException {
        SaleId sale = Sales.open(STORE.real(), 10);
        OrderId taken = Sales.freshOrderId();
        STORE.ledger().commit(sale, List.of(Sales.request(sale, "somebody", taken)));
        long before = written(sale);
        List<OrderRequest> batch = new ArrayList<>(Sales.requests(sale, 3));
        batch.add(Sales.request(sale, "the-offender", taken));

        assertThatThrownBy(() -> STORE.ledger().commit(sale, batch)).isInstanceOf(LedgerException.DataRefused.class);

        assertThat(written(sale)).isEqualTo(before);
    }

    @Test
    void whereUnitsCannotComeBackNothingIsChangedAndNothingTold() throws LedgerException {
        SaleId sale = Sales.open(STORE.real(), 10);
        OrderRequest request = Sales.request(sale, "alice");
        STORE.ledger().commit(sale, List.of(request));
        long before = written(sale);
        STORE.real().write("UPDATE sales SET available = total WHERE id = '" + sale + "'");

        assertThatThrownBy(() -> STORE.releases().cancel(request.orderId(), request.buyer()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sales that took 1 units back: 0 instead of 1");

        assertThat(written(sale)).isEqualTo(before);
        assertThat(STORE.real()
                        .number("SELECT COUNT(*) FROM orders WHERE status = 'UNPAID' AND sale_id = '" + sale + "'"))
                .isEqualTo(1);
    }

    private static long written(SaleId sale) {
        return STORE.real().number("SELECT COUNT(*) FROM outbox WHERE sale_id = '" + sale + "'");
    }
}
