package io.seckill.web.admin;

import io.seckill.api.FieldProblem;
import io.seckill.api.SaleEditBody;
import io.seckill.core.operate.SaleEdit;
import io.seckill.core.sale.InvalidTermsException;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.SaleTerms;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes edits of what operators send. What is wrong for any sale is told here, every field of it; what is wrong for the sale
 * that is edited, by its row.
 */
final class SaleEdits {
    private static final SaleEdit NOTHING =
            new SaleEdit(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    /** A sale that any edit suits which suits one at all. */
    private static final SaleTerms WIDEST = new SaleTerms(
            "title",
            new Money(0, "XXX"),
            Instant.parse("2000-01-01T00:00:00Z"),
            Instant.parse("2199-12-31T23:59:59.999999Z"),
            SaleTerms.MAX_LIMIT,
            Duration.ofMinutes(1));

    private SaleEdits() {}

    /** @throws ProblemException if it changes nothing, or suits no sale; names every field that is wrong */
    static SaleEdit of(SaleEditBody body) {
        SaleEdit edit = new SaleEdit(
                body.title(),
                body.opensAt().map(time -> time.truncatedTo(ChronoUnit.MICROS)),
                body.closesAt().map(time -> time.truncatedTo(ChronoUnit.MICROS)),
                body.limitPerBuyer());
        if (edit.equals(NOTHING)) {
            throw new ProblemException(
                    Problems.invalid("body", "must have at least one of title, opensAt, closesAt and limitPerBuyer"));
        }
        List<FieldProblem> errors = new ArrayList<>();
        Optional<InvalidTermsException> wrong = wrong(edit);
        for (SaleEdit tried = edit; wrong.isPresent(); wrong = wrong(tried)) {
            errors.add(new FieldProblem(wrong.get().field(), wrong.get().rule()));
            tried = without(tried, wrong.get());
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problems.invalid(errors));
        }
        return edit;
    }

    private static Optional<InvalidTermsException> wrong(SaleEdit edit) {
        try {
            SaleTerms unused = edit.applyTo(WIDEST);
            return Optional.empty();
        } catch (InvalidTermsException e) {
            return Optional.of(e);
        }
    }

    private static SaleEdit without(SaleEdit edit, InvalidTermsException wrong) {
        SaleEdit left =
                switch (wrong.field()) {
                    case "title" ->
                        new SaleEdit(Optional.empty(), edit.opensAt(), edit.closesAt(), edit.limitPerBuyer());
                    case "opensAt" ->
                        new SaleEdit(edit.title(), Optional.empty(), edit.closesAt(), edit.limitPerBuyer());
                    case "closesAt" ->
                        new SaleEdit(edit.title(), edit.opensAt(), Optional.empty(), edit.limitPerBuyer());
                    case "limitPerBuyer" ->
                        new SaleEdit(edit.title(), edit.opensAt(), edit.closesAt(), Optional.empty());
                    default -> edit;
                };
        if (left.equals(edit)) {
            throw wrong; // a field that this edit does not have: asking again would never end
        }
        return left;
    }
}
