package io.seckill.web.order;

import io.seckill.api.ErrorCode;
import io.seckill.api.Headers;
import io.seckill.api.ProblemView;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.SaleId;
import io.seckill.web.Cases;
import io.seckill.web.problem.Faults;
import io.seckill.web.problem.ProblemAnswers;
import io.seckill.web.problem.Problems;
import java.net.URI;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What each outcome of placing an order is answered with. */
@Component
class PlacingAnswers {
    private static final Cases<Refusal, ProblemView> REFUSALS = Cases.<Refusal, ProblemView>of(Refusal.class)
            .on(Refusal.SaleNotFound.class, refusal -> Problems.saleNotFound())
            .on(
                    Refusal.NotOpen.class,
                    refusal -> Problems.notOpen(
                            refusal.opensAt(), "The sale takes no orders now: it has not opened yet, or is paused."))
            .on(Refusal.Ended.class, refusal -> Problems.of(ErrorCode.ENDED, "The sale has ended."))
            .on(
                    Refusal.SoldOut.class,
                    refusal -> Problems.of(ErrorCode.SOLD_OUT, "Fewer units are left than you asked for."))
            .on(Refusal.LimitReached.class, refusal -> Problems.limitReached(refusal.alreadyBought()))
            .on(Refusal.TooManyExpired.class, refusal -> Problems.tooManyExpired(refusal.expired()))
            .on(Refusal.KeyReused.class, refusal -> Problems.keyReused())
            .on(
                    Refusal.Busy.class,
                    refusal -> Problems.of(
                            ErrorCode.BUSY,
                            "Too many orders wait, so this attempt was not taken and bought nothing. Try again with the"
                                    + " same Idempotency-Key."))
            .on(
                    Refusal.NotStorable.class,
                    refusal -> Faults.log("the database refuses an order's data; its desk's log names the order"))
            .whole();

    private static final ProblemView UNKNOWN = Problems.of(
            ErrorCode.OUTCOME_UNKNOWN,
            "The order may have been placed. Ask again with the same Idempotency-Key to learn whether it was.");

    private final RefusalCounts counts;
    private final Cases<Outcome, Function<SaleId, ResponseEntity<Object>>> outcomes;

    PlacingAnswers(RefusalCounts counts) {
        this.counts = counts;
        this.outcomes = Cases.<Outcome, Function<SaleId, ResponseEntity<Object>>>of(Outcome.class)
                .on(Outcome.Placed.class, placed -> sale -> placed(placed.order()))
                .on(Outcome.Replayed.class, replayed -> sale -> replayed(replayed.order()))
                .on(Outcome.Refused.class, refused -> sale -> refused(sale, REFUSALS.apply(refused.refusal())))
                .on(Outcome.Unknown.class, unknown -> sale -> refused(sale, UNKNOWN))
                .whole();
    }

    ResponseEntity<Object> of(SaleId sale, Outcome outcome) {
        return outcomes.apply(outcome).apply(sale);
    }

    private static ResponseEntity<Object> placed(Order order) {
        return ResponseEntity.created(URI.create("/api/orders/" + order.id())).body(OrderViews.of(order));
    }

    private static ResponseEntity<Object> replayed(Order order) {
        return ResponseEntity.ok().header(Headers.REPLAYED, "true").body(OrderViews.of(order));
    }

    private ResponseEntity<Object> refused(SaleId sale, ProblemView problem) {
        counts.count(sale, problem.code());
        return ProblemAnswers.entity(problem);
    }
}
