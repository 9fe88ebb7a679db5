package io.seckill.core.payment;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The gateway did not answer, or would not; a refund may have been done all the same. */
public final class PaymentGatewayException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public PaymentGatewayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
