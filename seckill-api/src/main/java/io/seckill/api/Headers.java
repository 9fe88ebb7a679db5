package io.seckill.api;

/** The headers of the contract that HTTP itself does not name. */
public final class Headers {
    /** The caller's own name for one intent, so that a repeat does nothing twice. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** {@code true} on an answer to a repeat. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private Headers() {}
}
