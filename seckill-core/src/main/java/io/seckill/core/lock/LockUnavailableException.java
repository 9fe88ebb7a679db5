package io.seckill.core.lock;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The backend could not be asked, so nobody knows who holds the lock. Not the same as "someone else holds it". */
public final class LockUnavailableException extends LockException {
    @Serial
    private static final long serialVersionUID = 1;

    public LockUnavailableException(LockName name, String reason, @Nullable Throwable cause) {
        super("lock " + name + " is unavailable: " + reason, cause);
    }
}
