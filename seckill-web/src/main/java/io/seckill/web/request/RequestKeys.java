package io.seckill.web.request;

import io.seckill.api.Headers;
import io.seckill.core.sale.RequestKey;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;

/** Reads the Idempotency-Key. */
public final class RequestKeys {
    private RequestKeys() {}

    /** @throws ProblemException if it is empty, too long or odd, or several that came joined by commas */
    public static RequestKey read(String header) {
        if (!RequestKey.isValid(header)) {
            throw new ProblemException(
                    Problems.invalid(Headers.IDEMPOTENCY_KEY, "must be one key of 1 to 64 of A-Z a-z 0-9 . _ -"));
        }
        return new RequestKey(header);
    }
}
