package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.operate.SaleEdit;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The sum is read before the sale's row is locked, and orders are placed in between. */
class MostBoughtTest {
    private static final int CROWD = 2_000;
    private static final RealStore STORE = new RealStore();
    private static final Reading READING = STORE.reading();
    private static final DeskSessions DESKS = STORE.desks();
    private static final StockLedger LEDGER = new MyBatisStockLedger(DESKS);

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void ordersPlacedSinceAreCountedAndOnlyTheirBuyersLookedAt() throws Exception {
        SaleId sale = Sales.open(STORE, 2 * CROWD);
        LEDGER.commit(sale, Sales.requests(sale, CROWD));
        MostBought before = before(sale);
        LEDGER.commit(sale, List.of(request(sale, "buyer-7", 2), request(sale, "late", 1)));

        assertThat(units(before, sale)).isEqualTo(new Looked(3, true));
    }

    @Test
    void whoHadTheMostBeforeStillHasThemWhenOthersPlaceOrders() throws Exception {
        SaleId sale = Sales.open(STORE, CROWD);
        LEDGER.commit(sale, List.of(request(sale, "alice", 3)));
        MostBought before = before(sale);
        LEDGER.commit(sale, List.of(request(sale, "late", 1)));

        assertThat(units(before, sale).units()).isEqualTo(3);
    }

    @Test
    void whereNoneWerePlacedSinceNothingIsReadAgain() throws Exception {
        SaleId sale = Sales.open(STORE, 2 * CROWD);
        LEDGER.commit(sale, Sales.requests(sale, CROWD));
        LEDGER.commit(sale, List.of(request(sale, "buyer-7", 2)));

        assertThat(units(before(sale), sale)).isEqualTo(new Looked(3, true));
    }

    @Test
    void afterTheClockWasPutBackNobodyWaitsForAnotherSum() throws Exception {
        SaleId sale = Sales.open(STORE, 2 * CROWD);
        LEDGER.commit(sale, Sales.requests(sale, CROWD));
        MostBought before = before(sale);
        OrderRequest again = request(sale, "buyer-7", 2);
        LEDGER.commit(sale, List.of(again, request(sale, "late", 1)));
        STORE.write("UPDATE orders SET pay_by = pay_by - INTERVAL 1 HOUR WHERE id = '" + again.orderId() + "'");

        assertThatThrownBy(() -> units(before, sale)).isInstanceOf(BackendUnavailableException.class);
    }

    @Test
    void aSaleThatHadNoOrderMayHaveSomeByThen() throws Exception {
        SaleId sale = Sales.open(STORE, CROWD);
        MostBought before = before(sale);
        assertThat(units(before, sale).units()).isZero();

        LEDGER.commit(sale, List.of(request(sale, "alice", 3)));

        assertThat(units(before, sale).units()).isEqualTo(3);
    }

    /** An operator is about to set the limit to one. */
    private static MostBought before(SaleId sale) {
        SaleEdit edit = new SaleEdit(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(1));
        return MostBought.before(edit, 0, sale, READING);
    }

    /** @param few whether far fewer rows were read than the sale has orders */
    private record Looked(int units, boolean few) {}

    private static Looked units(MostBought before, SaleId sale) throws SQLException {
        try (SqlSession session = DESKS.open()) {
            Sale locked = Rows.sale(
                    Objects.requireNonNull(session.getMapper(SaleMapper.class).lock(sale.value())));
            RowsRead read = RowsRead.by(session.getConnection());
            int units = before.units(session, locked);
            boolean few = read.soFar() < CROWD / 10;
            session.rollback(true);
            return new Looked(units, few);
        }
    }

    private static OrderRequest request(SaleId sale, String buyer, int quantity) {
        return new OrderRequest(Sales.freshOrderId(), sale, new BuyerId(buyer), new RequestKey("second"), quantity);
    }
}
