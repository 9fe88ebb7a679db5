package io.seckill.core.desk;

import static io.seckill.core.desk.WaitingOrders.orderOf;
import static io.seckill.core.desk.WaitingOrders.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.BatchRun.Result;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.SaleId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchRunTest {
    private static final SaleId SALE = new SaleId("phone");
    private final FaultLog log = new FaultLog();
    private final List<WaitingOrder> orders =
            IntStream.range(0, 9).mapToObj(WaitingOrders::waiting).toList();
    private final List<OrderRequest> requests =
            orders.stream().map(WaitingOrder::request).toList();

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void outcomesAreDecidedByPosition() {
        List<Outcome> outcomes = orders.stream()
                .<Outcome>map(one -> new Outcome.Placed(orderOf(one)))
                .toList();

        assertThat(run((sale, batch) -> outcomes))
                .isEqualTo(outcomes.stream().map(Result.Decided::new).toList());
    }

    @Test
    void aBatchThatWasRolledBackIsCertainlyNotCommitted() {
        assertThat(run((sale, batch) -> {
                    throw new LedgerException.NotCommitted("deadlock", null);
                }))
                .hasSize(requests.size())
                .containsOnly(new Result.NotCommitted());
    }

    @Test
    void anUnansweredCommitIsUnknownAndSoIsAFaultOfTheLedger() {
        assertThat(run((sale, batch) -> {
                    throw new LedgerException.CommitUnknown("connection reset", null);
                }))
                .containsOnly(new Result.CommitUnknown());
        assertThat(run((sale, batch) -> {
                    throw new IllegalStateException("a bug");
                }))
                .hasSize(requests.size())
                .containsOnly(new Result.CommitUnknown());
        assertThat(log.errors()).hasSize(1);
    }

    @Test
    void dataThatIsRefusedHalvesTheBatchUntilTheOffenderStandsAlone() {
        OrderRequest offender = requests.get(6);
        List<Integer> sizes = new ArrayList<>();

        List<Result> results = run((sale, batch) -> {
            sizes.add(batch.size());
            if (batch.contains(offender)) {
                throw new LedgerException.DataRefused("22001", null);
            }
            return batch.stream()
                    .map(request -> Outcome.refused(new Refusal.SoldOut()))
                    .toList();
        });

        for (int i = 0; i < requests.size(); i++) {
            Refusal expected = i == 6 ? new Refusal.NotStorable() : new Refusal.SoldOut();
            assertThat(results.get(i)).isEqualTo(new Result.Decided(Outcome.refused(expected)));
        }
        assertThat(sizes).hasSizeLessThan(requests.size());
        assertThat(log.errors()).singleElement().asString().contains("refuses order");
    }

    @Test
    void aHalfThatMeetsAnotherFaultSaysSoOfItsOwnOrdersOnly() {
        OrderRequest offender = waiting(0).request();

        List<Result> results = run((sale, batch) -> {
            if (batch.contains(offender)) {
                throw new LedgerException.DataRefused("22001", null);
            }
            throw new LedgerException.NotCommitted("deadlock", null);
        });

        assertThat(results.get(0)).isEqualTo(new Result.Decided(Outcome.refused(new Refusal.NotStorable())));
        assertThat(results.subList(1, 9)).containsOnly(new Result.NotCommitted());
    }

    private List<Result> run(StockLedger ledger) {
        return new BatchRun(ledger, SALE).run(requests);
    }
}
