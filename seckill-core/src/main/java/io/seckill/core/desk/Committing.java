package io.seckill.core.desk;

import io.seckill.core.desk.BatchRun.Result;
import io.seckill.core.desk.OrderQueue.Drawn;
import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.desk.SellingEvents.BatchResult;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one sale on one node, one at a time. Touched by one thread of control only; a batch runs on a thread that
 * may block, and its results are brought back as an event.
 */
final class Committing {
    private static final long FIRST_BACKOFF = Duration.ofMillis(20).toNanos();
    private static final long LONGEST_BACKOFF = Duration.ofMillis(500).toNanos();
    private static final int MOST_DOUBLINGS = 5;

    private final DeskNode node;
    private final OneAtATime control;
    private final OrderQueue queue;
    private final ActivityLog log;
    private final BatchRun ledger;

    private @Nullable Run run;
    private long againAt;
    private int failures;
    private long failingSince;

    /** A batch under way; told from others by identity. */
    private static final class Run {
        private final List<Drawn> drawn;
        private final long startedAt;
        private final boolean alone;

        Run(List<Drawn> drawn, long startedAt, boolean alone) {
            this.drawn = drawn;
            this.startedAt = startedAt;
            this.alone = alone;
        }
    }

    Committing(SaleId sale, DeskNode node, OneAtATime control, OrderQueue queue, ActivityLog log) {
        this.node = node;
        this.control = control;
        this.queue = queue;
        this.log = log;
        this.ledger = new BatchRun(node.ledger(), sale);
        this.againAt = node.scheduler().nanos();
    }

    boolean isBusy() {
        return run != null;
    }

    boolean isReady(long now) {
        return run == null && againAt - now <= 0;
    }

    /** Whether a batch has been trying, and nothing came through, for that long. */
    boolean failsFor(Duration limit, long now) {
        if (run == null && failures == 0) {
            return false;
        }
        long since = failures > 0 || run == null ? failingSince : run.startedAt;
        return now - since >= limit.toNanos();
    }

    /** Whether the batch under way has not come back for that long. */
    boolean isStuckFor(Duration limit, long now) {
        return run != null && now - run.startedAt >= limit.toNanos();
    }

    void forgetFailures() {
        failures = 0;
    }

    void commit(long now, Standing standing) {
        if (!isReady(now) || queue.isEmpty()) {
            return;
        }
        Run next = new Run(queue.draw(node.settings().maxBatch()), now, standing == Standing.ALONE);
        run = next;
        next.drawn.forEach(one -> node.events().drawn(waited(one.order(), now)));
        OrderTrail.add(next.drawn, "is drawn into a batch of " + next.drawn.size());
        List<OrderRequest> requests =
                next.drawn.stream().map(one -> one.order().request()).toList();
        node.commits().execute(() -> {
            List<Result> results = ledger.run(requests);
            control.post(() -> committed(next, results));
        });
    }

    void expire(long now) {
        if (run != null) {
            run.drawn.forEach(one -> one.order().expireTaken(now));
        }
    }

    /**
     * Does not wait for the batch under way any longer: its orders go back to the queue, as given to this process and not
     * answered. What the batch brings later counts only where it found an order standing.
     */
    void abandon() {
        if (run != null) {
            for (Drawn one : run.drawn) {
                one.order().unansweredBy(node.self().process());
                one.order().leftInBatch();
            }
            queue.putBack(run.drawn);
            run = null;
        }
    }

    private void committed(Run ended, List<Result> results) {
        long now = node.scheduler().nanos();
        boolean late = ended != run;
        if (late) {
            ended.drawn.forEach(one -> one.order().batchEnded());
        }
        trail(ended.drawn, results);
        int decided = 0;
        int placed = 0;
        for (int i = 0; i < results.size(); i++) {
            WaitingOrder order = ended.drawn.get(i).order();
            if (results.get(i) instanceof Result.Decided one) {
                decided++;
                placed += one.outcome() instanceof Outcome.Placed ? 1 : 0;
                if (!late || one.outcome().restsOnOrder()) {
                    order.answer(order.judge(node.self().process(), one.outcome()));
                }
            } else if (!late && results.get(i) instanceof Result.CommitUnknown) {
                order.unansweredBy(node.self().process());
            }
        }
        if (decided > 0) {
            log.add(now, now - ended.startedAt, ended.drawn.size(), placed);
        }
        node.events()
                .batchEnded(
                        result(decided, results),
                        ended.alone,
                        ended.drawn.size(),
                        Duration.ofNanos(now - ended.startedAt));
        if (!late) {
            run = null;
            queue.putBack(ended.drawn);
            plan(decided > 0, ended.startedAt, now);
        }
    }

    private static void trail(List<Drawn> drawn, List<Result> results) {
        for (int i = 0; i < results.size() && OrderTrail.isOn(); i++) {
            String result = results.get(i) instanceof Result.Decided one
                    ? "is decided by its batch: " + OrderTrail.word(one.outcome())
                    : "is undecided by its batch: " + results.get(i).getClass().getSimpleName();
            OrderTrail.add(drawn.get(i).order().request(), result);
        }
    }

    private Duration waited(WaitingOrder order, long now) {
        Duration waited = node.settings().answerWithin().minusNanos(order.nanosToAnswer(now));
        return waited.isNegative() ? Duration.ZERO : waited; // it came after this round had read the time
    }

    private static BatchResult result(int decided, List<Result> results) {
        if (decided > 0) {
            return BatchResult.DECIDED;
        }
        return results.stream().anyMatch(Result.CommitUnknown.class::isInstance)
                ? BatchResult.UNKNOWN
                : BatchResult.ROLLED_BACK;
    }

    private void plan(boolean succeeded, long startedAt, long now) {
        if (succeeded) {
            failures = 0;
            againAt = now;
        } else {
            failingSince = failures == 0 ? startedAt : failingSince;
            againAt = now + Math.min(LONGEST_BACKOFF, FIRST_BACKOFF << Math.min(failures, MOST_DOUBLINGS));
            failures++;
        }
    }
}
