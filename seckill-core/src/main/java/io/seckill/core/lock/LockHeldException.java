package io.seckill.core.lock;

import java.io.Serial;
import java.time.Duration;

/**
 * Someone else held the lock until the wait ended. The port says this with an empty value; this is for callers that cannot
 * return one, such as a method that is locked by an annotation. What the lock guards was not run.
 */
public final class LockHeldException extends LockException {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param waited the request's wait */
    public LockHeldException(LockName name, Duration waited) {
        super("lock " + name + " was held by someone else for the whole wait of " + waited, null);
    }
}
