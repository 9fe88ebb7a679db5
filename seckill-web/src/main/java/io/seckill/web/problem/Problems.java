package io.seckill.web.problem;

import io.seckill.api.ErrorCode;
import io.seckill.api.FieldProblem;
import io.seckill.api.OrderView;
import io.seckill.api.ProblemView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** The problems that calls are answered with, each said in a helpful sentence. */
public final class Problems {
    private Problems() {}

    /** One that needs no more than its code and a sentence. */
    public static ProblemView of(ErrorCode code, String detail) {
        return new Draft(code, detail).view();
    }

    public static ProblemView invalid(List<FieldProblem> errors) {
        String detail = errors.size() == 1
                ? "The request is not valid: " + errors.get(0).field() + " "
                        + errors.get(0).message() + "."
                : "The request is not valid in " + errors.size() + " places; errors names each.";
        return new Draft(ErrorCode.INVALID_REQUEST, detail).errors(errors).view();
    }

    public static ProblemView invalid(String field, String message) {
        return invalid(List.of(new FieldProblem(field, message)));
    }

    public static ProblemView notOpen(Instant opensAt, String detail) {
        return new Draft(ErrorCode.NOT_OPEN, detail).opensAt(opensAt).view();
    }

    public static ProblemView limitReached(int alreadyBought) {
        String detail = "This sale limits the units per buyer, and these would be too many: you have " + alreadyBought
                + " already.";
        return new Draft(ErrorCode.LIMIT_REACHED, detail)
                .alreadyBought(alreadyBought)
                .view();
    }

    public static ProblemView tooManyExpired(int expired) {
        return of(
                ErrorCode.TOO_MANY_EXPIRED,
                "You let " + expired + " orders of this sale expire unpaid, and may place no further one in it.");
    }

    public static ProblemView wrongStatus(OrderView.Status status, String detail) {
        return new Draft(ErrorCode.WRONG_STATUS, detail).orderStatus(status).view();
    }

    public static ProblemView saleNotFound() {
        return of(ErrorCode.SALE_NOT_FOUND, "There is no such sale.");
    }

    public static ProblemView orderNotFound() {
        return of(ErrorCode.ORDER_NOT_FOUND, "You have no such order.");
    }

    public static ProblemView keyReused() {
        return of(
                ErrorCode.KEY_REUSED,
                "You used this Idempotency-Key before with another body. Take a new key for a new intent.");
    }

    /** @param id what the log has the fault under */
    static ProblemView internal(String id) {
        return new Draft(ErrorCode.INTERNAL, "This is a fault of ours. The id tells us which.")
                .id(id)
                .view();
    }

    private record Draft(
            ErrorCode code,
            String detail,
            Optional<Instant> opensAt,
            Optional<Integer> alreadyBought,
            Optional<OrderView.Status> orderStatus,
            Optional<List<FieldProblem>> errors,
            Optional<String> id) {
        Draft(ErrorCode code, String detail) {
            this(
                    code,
                    detail,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        Draft opensAt(Instant value) {
            return new Draft(code, detail, Optional.of(value), alreadyBought, orderStatus, errors, id);
        }

        Draft alreadyBought(int value) {
            return new Draft(code, detail, opensAt, Optional.of(value), orderStatus, errors, id);
        }

        Draft orderStatus(OrderView.Status value) {
            return new Draft(code, detail, opensAt, alreadyBought, Optional.of(value), errors, id);
        }

        Draft errors(List<FieldProblem> value) {
            return new Draft(code, detail, opensAt, alreadyBought, orderStatus, Optional.of(List.copyOf(value)), id);
        }

        Draft id(String value) {
            return new Draft(code, detail, opensAt, alreadyBought, orderStatus, errors, Optional.of(value));
        }

        ProblemView view() {
            String title = HttpStatus.valueOf(code.status()).getReasonPhrase();
            return new ProblemView(title, code.status(), detail, code, opensAt, alreadyBought, orderStatus, errors, id);
        }
    }
}
