package io.seckill.web.problem;

import io.seckill.api.ErrorCode;
import io.seckill.api.ProblemView;
import java.util.Optional;

/** The problems that HTTP itself has, by status. */
final class HttpProblems {
    private HttpProblems() {}

    /**
     * The problem of a status that the container chose; ours to mend from 500 on, but for 503.
     *
     * @param fault what it chose the status for, to be logged if it is ours
     */
    static ProblemView of(int status, Optional<Throwable> fault) {
        if (status < 500 || status == 503) {
            return of(status);
        }
        return fault.map(thrown -> Faults.log("status " + status, thrown))
                .orElseGet(() -> Faults.log("the container answered " + status));
    }

    /** @param status 400 to 499, or 503 */
    static ProblemView of(int status) {
        return switch (status) {
            case 401 -> Problems.of(ErrorCode.UNAUTHENTICATED, "This call needs a valid bearer token.");
            case 403 -> Problems.of(ErrorCode.FORBIDDEN, "Your token does not allow this call.");
            case 404 -> Problems.of(ErrorCode.NOT_FOUND, "There is nothing at this path.");
            case 405 ->
                Problems.of(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "This path does not take this method; Allow names those it takes.");
            case 406 ->
                Problems.of(
                        ErrorCode.NOT_ACCEPTABLE,
                        "This call answers application/json, which your Accept header excludes.");
            case 412 ->
                Problems.of(ErrorCode.PRECONDITION_FAILED, "The resource is not as your If-Match header has it.");
            case 413 -> Problems.invalid("body", "is too large");
            case 414 -> Problems.invalid("path", "is too long");
            case 415 ->
                Problems.of(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "Send the body as JSON, with Content-Type: application/json.");
            case 431 -> Problems.invalid("headers", "are too large");
            case 503 -> Problems.of(ErrorCode.BUSY, "The server is too busy, or going down. Try again.");
            default -> Problems.invalid("request", "is not one that this server understands");
        };
    }
}
