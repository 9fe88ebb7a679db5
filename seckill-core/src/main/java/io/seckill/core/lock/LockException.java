package io.seckill.core.lock;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a lock. The message names the lock and the cause. */
public abstract sealed class LockException extends RuntimeException
        permits LockUnavailableException, LeaseLostException, LockHeldException, LockMisuseException {
    @Serial
    private static final long serialVersionUID = 1;

    LockException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
