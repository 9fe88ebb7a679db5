package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.SaleId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What two ledgers on one store must do at once: the sale's row arbitrates. */
public abstract class ConcurrentLedgersContract extends LedgerFixture {
    private static final int BATCHES = 20;
    private static final int SIZE = 25;

    @Test
    void twoLedgersOnOneSaleSellItOutExactly() throws Exception {
        int total = BATCHES * SIZE;
        SaleId sale = sale(total, 1);

        List<Outcome> outcomes =
                atOnce(() -> sell(ledger(), batches(sale, "a")), () -> sell(otherLedger(), batches(sale, "b")));

        assertThat(placed(outcomes)).hasSize(total).doesNotHaveDuplicates();
        assertThat(outcomes).filteredOn(soldOut()::equals).hasSize(total);
        assertThat(available(sale)).isZero();
    }

    @Test
    void theSameIntentsThroughTwoLedgersAreOrderedOnce() throws Exception {
        SaleId sale = sale(2 * BATCHES * SIZE, 1);

        List<Outcome> outcomes =
                atOnce(() -> sell(ledger(), batches(sale, "a")), () -> sell(otherLedger(), batches(sale, "a")));

        assertThat(placed(outcomes)).hasSize(BATCHES * SIZE).doesNotHaveDuplicates();
        assertThat(outcomes).hasOnlyElementsOfTypes(Outcome.Placed.class, Outcome.Replayed.class);
    }

    @Test
    void aBuyerWhoAsksThroughTwoLedgersStaysWithinTheLimit() throws Exception {
        int limit = 7;
        SaleId sale = sale(1_000, limit);

        List<Outcome> outcomes =
                atOnce(() -> sell(ledger(), ofOneBuyer(sale, "a")), () -> sell(otherLedger(), ofOneBuyer(sale, "b")));

        assertThat(placed(outcomes)).hasSize(limit);
    }

    @Test
    void salesDoNotStandInEachOthersWay() throws Exception {
        SaleId one = sale(BATCHES * SIZE, 1);
        SaleId other = sale(BATCHES * SIZE, 1);

        List<Outcome> outcomes =
                atOnce(() -> sell(ledger(), batches(one, "a")), () -> sell(otherLedger(), batches(other, "a")));

        assertThat(outcomes).hasOnlyElementsOfType(Outcome.Placed.class);
    }

    private static List<List<OrderRequest>> batches(SaleId sale, String buyers) {
        return IntStream.range(0, BATCHES)
                .mapToObj(batch -> IntStream.range(0, SIZE)
                        .mapToObj(i -> request(sale, buyers + batch + "-" + i, "k", 1))
                        .toList())
                .toList();
    }

    private static List<List<OrderRequest>> ofOneBuyer(SaleId sale, String keys) {
        return IntStream.range(0, BATCHES)
                .mapToObj(batch -> List.of(request(sale, "alice", keys + batch, 1)))
                .toList();
    }

    /** As a desk does: a batch that was not committed, or perhaps was, is run again. */
    private static List<Outcome> sell(StockLedger ledger, List<List<OrderRequest>> batches) {
        return batches.stream().flatMap(batch -> commit(ledger, batch).stream()).toList();
    }

    private static List<Outcome> commit(StockLedger ledger, List<OrderRequest> batch) {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                return ledger.commit(batch.get(0).saleId(), batch);
            } catch (LedgerException.NotCommitted | LedgerException.CommitUnknown e) {
                Thread.onSpinWait();
            } catch (LedgerException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("a batch did not come through in 100 attempts");
    }

    private static Stream<OrderId> placed(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Placed.class::isInstance)
                .map(LedgerFixture::placed)
                .map(order -> order.id());
    }

    private static List<Outcome> atOnce(Callable<List<Outcome>> one, Callable<List<Outcome>> other) throws Exception {
        return AtOnce.call(List.of(one, other)).stream().flatMap(List::stream).toList();
    }
}
