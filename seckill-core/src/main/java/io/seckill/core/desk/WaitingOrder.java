package io.seckill.core.desk;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.OrderId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A request on its way to an outcome. All but the answer is touched by the desk's one thread of control only; the answer
 * is completed once, by whoever comes first.
 */
final class WaitingOrder {
    private final OrderRequest request;
    private final long takeBy;
    private final long answerBy;
    private final CompletableFuture<Optional<Outcome>> answer = new CompletableFuture<>();
    private Set<ProcessId> unanswered = Set.of();
    private int strayBatches;

    /** @param takeBy on the monotonic clock, as {@code answerBy} */
    WaitingOrder(OrderRequest request, long takeBy, long answerBy) {
        this.request = request;
        this.takeBy = takeBy;
        this.answerBy = answerBy;
    }

    OrderRequest request() {
        return request;
    }

    OrderId id() {
        return request.orderId();
    }

    long nanosToTake(long now) {
        return takeBy - now;
    }

    long nanosToAnswer(long now) {
        return answerBy - now;
    }

    /** Empty: it was not taken, and goes back to the node that handed it over. */
    CompletableFuture<Optional<Outcome>> answer() {
        return answer;
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    /** That process was given the order and did not say what came of it. */
    void unansweredBy(ProcessId process) {
        Set<ProcessId> more = new HashSet<>(unanswered);
        more.add(process);
        unanswered = Set.copyOf(more);
    }

    /** This process runs a batch with the order, and does not wait for it any longer; it may yet place the order. */
    void leftInBatch() {
        strayBatches++;
    }

    /** A batch that was not waited for has ended. */
    void batchEnded() {
        strayBatches--;
    }

    /**
     * What the word of a batch of this process is worth. An order that stands is final whoever found it. A refusal is final
     * only if nobody else may still place the order: another process, or a batch that was not waited for. An earlier batch
     * of this process is no such: it was done with the sale's row before this one had it.
     */
    Outcome judge(ProcessId self, Outcome outcome) {
        if (outcome.restsOnOrder()) {
            return outcome;
        }
        boolean othersMayPlace = strayBatches > 0 || unanswered.stream().anyMatch(process -> !process.equals(self));
        return othersMayPlace ? new Outcome.Unknown() : outcome;
    }

    /**
     * What the word of the desk on another node is worth. It may have the order twice, when a bundle of it was not
     * answered; then it says busy of the one while the other is in a batch. So its refusal is final only if nobody was given
     * the order before.
     */
    Outcome judgeOfDesk(Outcome outcome) {
        return unanswered.isEmpty() || outcome.restsOnOrder() ? outcome : new Outcome.Unknown();
    }

    void answer(Outcome outcome) {
        if (OrderTrail.isOn() && !isAnswered()) {
            OrderTrail.add(request, "is answered: " + OrderTrail.word(outcome));
        }
        answer.complete(Optional.of(outcome));
    }

    void handBack() {
        if (!unanswered.isEmpty()) {
            answer(new Outcome.Unknown());
        } else if (!isAnswered()) {
            OrderTrail.add(request, "is given back to the node that it came from");
            answer.complete(Optional.empty());
        }
    }

    /** Answers a queued order whose time is over: busy if it was certainly not taken. */
    boolean expireQueued(long now) {
        if (unanswered.isEmpty() && takeBy - now <= 0) {
            answer(Outcome.refused(new Refusal.Busy()));
        }
        return expireTaken(now);
    }

    /** Answers an order in a batch or a bundle whose outcome took too long. */
    boolean expireTaken(long now) {
        if (answerBy - now <= 0) {
            answer(new Outcome.Unknown());
        }
        return isAnswered();
    }

    /** Answers an order that will not be tried again. */
    void abandon() {
        answer(unanswered.isEmpty() ? Outcome.refused(new Refusal.Busy()) : new Outcome.Unknown());
    }
}
