package io.seckill.core.sale;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The database could not be asked, or did not answer in time; nothing is known of the answer. */
public class BackendUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public BackendUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
