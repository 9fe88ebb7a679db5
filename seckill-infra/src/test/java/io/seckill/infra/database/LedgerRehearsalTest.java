package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LedgerRehearsalTest {
    private static final RealStore STORE = new RealStore();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void ordersAreAnsweredAsPlacedAndNothingOfThemStays() throws LedgerException {
        LedgerRehearsal rehearsal = rehearsal("rehearsal-1");

        for (int batch = 0; batch < 3; batch++) {
            assertThat(rehearsal.ledger().commit(rehearsal.sale(), Sales.requests(rehearsal.sale(), 200)))
                    .hasSize(200)
                    .allMatch(Outcome.Placed.class::isInstance);
        }

        assertThat(STORE.number("SELECT COUNT(*) FROM sales")).isZero();
        assertThat(STORE.number("SELECT COUNT(*) FROM orders")).isZero();
        assertThat(STORE.number("SELECT COUNT(*) FROM outbox")).isZero();
    }

    @Test
    void nodesThatRehearseAtTheSameTimeDoNotWaitForEachOther() throws Exception {
        LedgerRehearsal one = rehearsal("rehearsal-2");
        LedgerRehearsal other = rehearsal("rehearsal-3");

        CompletableFuture<Void> both = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> rehearse(one)), CompletableFuture.runAsync(() -> rehearse(other)));

        assertThat(both).succeedsWithin(Duration.ofSeconds(30));
        assertThat(STORE.number("SELECT COUNT(*) FROM orders")).isZero();
    }

    @Test
    void whatTheDatabaseRefusesIsToldAsNotCommitted() {
        LedgerRehearsal rehearsal = rehearsal("rehearsal-4");
        STORE.write("ALTER TABLE sales ADD CONSTRAINT nothing CHECK (total < 0)");
        try {
            assertThatThrownBy(() -> rehearsal.ledger().commit(rehearsal.sale(), Sales.requests(rehearsal.sale(), 1)))
                    .isInstanceOf(LedgerException.NotCommitted.class);
        } finally {
            STORE.write("ALTER TABLE sales DROP CONSTRAINT nothing");
        }
    }

    private static void rehearse(LedgerRehearsal rehearsal) {
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(rehearsal.ledger().commit(rehearsal.sale(), Sales.requests(rehearsal.sale(), 100)))
                        .allMatch(Outcome.Placed.class::isInstance);
            }
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }

    private static LedgerRehearsal rehearsal(String sale) {
        DeskSessions desks = STORE.desks();
        return new LedgerRehearsal(desks, new MyBatisStockLedger(desks), new SaleId(sale), STORE.now());
    }
}
