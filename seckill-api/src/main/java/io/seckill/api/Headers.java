package io.seckill.api;

/** The headers of the contract that HTTP itself does not name. */
public final class Headers {
    /** The caller's own name for one intent, so that a repeat does nothing twice. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** {@code true} on an answer to a repeat. */
    public static final String REPLAYED = "Idempotency-Replayed";

    /**
     * What the log calls a request: the caller's, if it is 1 to 64 of {@code A-Z a-z 0-9 . _ -}, else one that the server drew.
     * It stands on every answer.
     */
    public static final String REQUEST_ID = "X-Request-Id";

    private Headers() {}
}
