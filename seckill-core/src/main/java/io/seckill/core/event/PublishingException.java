package io.seckill.core.event;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Messages were not published for certain: publish them again. */
public final class PublishingException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public PublishingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
