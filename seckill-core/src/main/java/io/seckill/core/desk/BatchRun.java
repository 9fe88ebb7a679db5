package io.seckill.core.desk;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.SaleId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs one batch on the ledger, on a thread that may block, and says of each order what is certain. */
final class BatchRun {
    private static final System.Logger LOG = System.getLogger(BatchRun.class.getName());

    /** What one run means for one order. */
    sealed interface Result {
        record Decided(Outcome outcome) implements Result {}

        record NotCommitted() implements Result {}

        record CommitUnknown() implements Result {}
    }

    private final StockLedger ledger;
    private final SaleId sale;

    BatchRun(StockLedger ledger, SaleId sale) {
        this.ledger = ledger;
        this.sale = sale;
    }

    /** One result per request, by position. Never throws. */
    List<Result> run(List<OrderRequest> requests) {
        try {
            List<Result> results = new ArrayList<>(requests.size());
            for (Outcome outcome : ledger.commit(sale, requests)) {
                results.add(new Result.Decided(outcome));
            }
            return results;
        } catch (LedgerException.DataRefused e) {
            return halved(requests, e);
        } catch (LedgerException.NotCommitted e) {
            failed("a batch of sale " + sale + " was rolled back: " + e.getMessage(), requests);
            return all(requests, new Result.NotCommitted());
        } catch (LedgerException.CommitUnknown e) {
            failed("a commit of sale " + sale + " was not answered: " + e.getMessage(), requests);
            return all(requests, new Result.CommitUnknown());
        } catch (LedgerException | RuntimeException | VirtualMachineError | LinkageError e) {
            // A fault in the ledger itself: nothing is known, so running again has to tell.
            LOG.log(System.Logger.Level.ERROR, "a batch of sale " + sale + " met a fault", e);
            nameOrders(requests);
            return all(requests, new Result.CommitUnknown());
        }
    }

    /** Only data errors halve a batch, until the offender stands alone. */
    private List<Result> halved(List<OrderRequest> requests, LedgerException.DataRefused cause) {
        if (requests.size() == 1) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the database refuses order " + requests.get(0).orderId() + " of sale " + sale,
                    cause);
            return List.of(new Result.Decided(Outcome.refused(new Refusal.NotStorable())));
        }
        int middle = requests.size() / 2;
        List<Result> results = new ArrayList<>(run(requests.subList(0, middle)));
        results.addAll(run(requests.subList(middle, requests.size())));
        return results;
    }

    private void failed(String how, List<OrderRequest> requests) {
        LOG.log(System.Logger.Level.WARNING, how);
        nameOrders(requests);
    }

    private void nameOrders(List<OrderRequest> requests) {
        LOG.log(
                System.Logger.Level.DEBUG,
                () -> "the orders of that batch of sale " + sale + ": " + OrderTrail.named(requests));
    }

    private static List<Result> all(List<OrderRequest> requests, Result result) {
        return Collections.nCopies(requests.size(), result);
    }
}
