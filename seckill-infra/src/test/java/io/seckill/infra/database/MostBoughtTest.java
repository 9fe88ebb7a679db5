package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
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
        MostBought before = MostBought.read(READING, sale);
        LEDGER.commit(sale, List.of(request(sale, "buyer-7", 2), request(sale, "late", 1)));

        assertThat(units(before, sale)).isEqualTo(new Looked(3, true));
    }

    @Test
    void whoHadTheMostBeforeStillHasThemWhenOthersPlaceOrders() throws Exception {
        SaleId sale = Sales.open(STORE, CROWD);
        LEDGER.commit(sale, List.of(request(sale, "alice", 3)));
        MostBought before = MostBought.read(READING, sale);
        LEDGER.commit(sale, List.of(request(sale, "late", 1)));

        assertThat(units(before, sale).units()).isEqualTo(3);
    }

    @Test
    void whereNoneWerePlacedSinceNothingIsReadAgain() throws Exception {
        SaleId sale = Sales.open(STORE, 2 * CROWD);
        LEDGER.commit(sale, Sales.requests(sale, CROWD));
        LEDGER.commit(sale, List.of(request(sale, "buyer-7", 2)));

        assertThat(units(MostBought.read(READING, sale), sale)).isEqualTo(new Looked(3, true));
    }

    @Test
    void afterTheClockWasPutBackAllIsSummedUpAgain() throws Exception {
        SaleId sale = Sales.open(STORE, 2 * CROWD);
        LEDGER.commit(sale, Sales.requests(sale, CROWD));
        MostBought before = MostBought.read(READING, sale);
        OrderRequest again = request(sale, "buyer-7", 2);
        LEDGER.commit(sale, List.of(again, request(sale, "late", 1)));
        STORE.write("UPDATE orders SET pay_by = pay_by - INTERVAL 1 HOUR WHERE id = '" + again.orderId() + "'");

        assertThat(units(before, sale)).isEqualTo(new Looked(3, false));
    }

    @Test
    void aSaleThatHadNoOrderMayHaveSomeByThen() throws Exception {
        SaleId sale = Sales.open(STORE, CROWD);
        MostBought before = MostBought.read(READING, sale);
        assertThat(units(before, sale).units()).isZero();

        LEDGER.commit(sale, List.of(request(sale, "alice", 3)));

        assertThat(units(before, sale).units()).isEqualTo(3);
    }

    /** @param few whether far fewer rows were read than the sale has orders */
    private record Looked(int units, boolean few) {}

    private static Looked units(MostBought before, SaleId sale) throws SQLException {
        try (SqlSession session = DESKS.open()) {
            Sale locked = Rows.sale(
                    Objects.requireNonNull(session.getMapper(SaleMapper.class).lock(sale.value())));
            long read = rowsRead(session);
            int units = before.units(session, locked);
            boolean few = rowsRead(session) - read < CROWD / 10;
            session.rollback(true);
            return new Looked(units, few);
        }
    }

    private static long rowsRead(SqlSession session) throws SQLException {
        try (Statement status = session.getConnection().createStatement();
                ResultSet rows = status.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
            long sum = 0;
            while (rows.next()) {
                sum += rows.getLong(2);
            }
            return sum;
        }
    }

    private static OrderRequest request(SaleId sale, String buyer, int quantity) {
        return new OrderRequest(Sales.freshOrderId(), sale, new BuyerId(buyer), new RequestKey("second"), quantity);
    }
}
