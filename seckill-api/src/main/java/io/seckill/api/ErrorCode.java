package io.seckill.api;

/** Why a call was not done; stable, for programs to decide by. Each has one HTTP status. */
public enum ErrorCode {
    /** Malformed or out of bounds; {@link ProblemView#errors()} names each field. */
    INVALID_REQUEST(400),
    /** No token, or one that does not hold. */
    UNAUTHENTICATED(401),
    /** The token lacks the role. */
    FORBIDDEN(403),
    SALE_NOT_FOUND(404),
    /** No such order, or another buyer's. */
    ORDER_NOT_FOUND(404),
    /** The sale has not opened yet, or is paused; {@link ProblemView#opensAt()} says when it opens. */
    NOT_OPEN(409),
    ENDED(409),
    /** Fewer units are left than were asked for. */
    SOLD_OUT(409),
    /** The buyer's limit; {@link ProblemView#alreadyBought()} says how many units they have. */
    LIMIT_REACHED(409),
    /** The order does not stand where the call needs it; {@link ProblemView#orderStatus()} says where it does. */
    WRONG_STATUS(409),
    /** The buyer let too many orders of this sale expire unpaid. */
    TOO_MANY_EXPIRED(409),
    /** The same key came before with another body. */
    KEY_REUSED(422),
    RATE_LIMITED(429),
    /** Not taken; this attempt did nothing (an earlier one with the same key may have). Try again. */
    BUSY(503),
    /** The payment gateway does not answer, or the program has none; nothing was done. Try again. */
    PAYMENT_UNAVAILABLE(503),
    /** It may have been done; ask again with the same key. */
    OUTCOME_UNKNOWN(503),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    PRECONDITION_FAILED(412),
    UNSUPPORTED_MEDIA_TYPE(415),
    /** A bug of the server's; {@link ProblemView#id()} is in its log. */
    INTERNAL(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status that it is answered with. */
    public int status() {
        return status;
    }
}
