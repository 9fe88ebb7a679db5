package io.seckill.web.admin;

import io.seckill.api.ErrorCode;
import io.seckill.api.Headers;
import io.seckill.api.SaleView;
import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleEdit;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.InvalidTermsException;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.web.Cases;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import io.seckill.web.request.Caller;
import io.seckill.web.sale.SaleViews;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Changes sales while they sell, and answers with the sale as it is then. */
@Component
class SaleChanges {
    private static final Logger LOG = LoggerFactory.getLogger(SaleChanges.class);

    private final SaleOperations operations;
    private final Caller caller;
    private final InstantSource clock;
    private final Cases<Operated, ResponseEntity<SaleView>> answers = Cases.<Operated, ResponseEntity<SaleView>>of(
                    Operated.class)
            .on(Operated.Done.class, done -> answer(done.sale()).body(view(done.sale())))
            .on(Operated.Unchanged.class, unchanged -> answer(unchanged.sale()).body(view(unchanged.sale())))
            .on(Operated.NotFound.class, refused(missing -> new ProblemException(Problems.saleNotFound())))
            .on(Operated.OtherRevision.class, refused(SaleChanges::otherRevision))
            .on(
                    Operated.Closed.class,
                    refused(closed -> new ProblemException(
                            Problems.of(ErrorCode.ENDED, "The sale was closed, which is for good."))))
            .on(Operated.KeyReused.class, refused(reused -> new ProblemException(Problems.keyReused())))
            .on(Operated.DeltaOutOfBounds.class, refused(SaleChanges::outOfBounds))
            .on(
                    Operated.LimitBelowBought.class,
                    refused(low -> new ProblemException(Problems.invalid(
                            "limitPerBuyer", "must be at least " + low.mostBought() + ", which a buyer has already"))))
            .whole();

    SaleChanges(SaleOperations operations, Caller caller, InstantSource clock) {
        this.operations = operations;
        this.caller = caller;
        this.clock = clock;
    }

    ResponseEntity<SaleView> edit(String saleId, int revision, SaleEdit edit) {
        SaleId sale = id(saleId);
        try {
            return answers.apply(told(
                    () -> operations.edit(sale, revision, edit, caller.id()),
                    "Ask again: if it was, your revision is not the sale's any more."));
        } catch (InvalidTermsException e) {
            throw new ProblemException(Problems.invalid(e.field(), e.rule()));
        }
    }

    ResponseEntity<SaleView> restock(String saleId, int delta, RequestKey key) {
        SaleId sale = id(saleId);
        Operated restocked = told(
                () -> operations.restock(sale, delta, key, caller.id()),
                "Ask again with the same Idempotency-Key to learn whether it was.");
        return restocked instanceof Operated.Unchanged replayed
                ? answer(replayed.sale()).header(Headers.REPLAYED, "true").body(view(replayed.sale()))
                : answers.apply(restocked);
    }

    ResponseEntity<SaleView> turn(String saleId, SaleState to) {
        SaleId sale = id(saleId);
        return answers.apply(told(() -> operations.turn(sale, to, caller.id()), "Ask again, which does no harm."));
    }

    private static Operated told(Supplier<Operated> operation, String ask) {
        try {
            return operation.get();
        } catch (BackendUnavailableException e) {
            LOG.warn("Answered as unknown: {}", e.getMessage());
            throw new ProblemException(
                    Problems.of(ErrorCode.OUTCOME_UNKNOWN, "The sale may have been changed. " + ask));
        }
    }

    private static SaleId id(String saleId) {
        if (!SaleId.isValid(saleId)) {
            throw new ProblemException(Problems.saleNotFound());
        }
        return new SaleId(saleId);
    }

    private static ResponseEntity.BodyBuilder answer(Sale sale) {
        return ResponseEntity.ok().eTag(Revisions.tag(sale.revision()));
    }

    private SaleView view(Sale sale) {
        return SaleViews.of(sale, clock.instant());
    }

    private static <C> Function<C, ResponseEntity<SaleView>> refused(Function<C, ProblemException> why) {
        return operated -> {
            throw why.apply(operated);
        };
    }

    private static ProblemException otherRevision(Operated.OtherRevision other) {
        return new ProblemException(Problems.of(
                ErrorCode.PRECONDITION_FAILED,
                "The sale's revision is " + Revisions.tag(other.sale().revision())
                        + " now: somebody else changed it. Look at it again before you change it."));
    }

    private static ProblemException outOfBounds(Operated.DeltaOutOfBounds bounds) {
        return new ProblemException(Problems.invalid(
                "delta",
                "must be a whole number from " + bounds.least() + " to " + bounds.most()
                        + " now, but not 0: the sale has "
                        + bounds.sale().stock().total() + " units, of which "
                        + bounds.sale().stock().available() + " are available"));
    }
}
