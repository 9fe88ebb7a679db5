package io.seckill.api;

/** The headers of the contract that HTTP itself does not name. */
public final class Headers {
    /** The caller's own name for one intent, so that a repeat does nothing twice. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** {@code true} on an answer to a repeat. */
    public static final String REPLAYED = "Idempotency-Replayed";

    /**
     * On a notification of the payment gateway: {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">}. While a secret is
     * exchanged there may be a {@code v1} of each.
     */
    public static final String SIGNATURE = "X-Signature";

    /**
     * What the log calls a request: the caller's, if it is 1 to 64 of {@code A-Z a-z 0-9 . _ -}, else one that the server drew.
     * It stands on every answer.
     */
    public static final String REQUEST_ID = "X-Request-Id";

    private Headers() {}
}
