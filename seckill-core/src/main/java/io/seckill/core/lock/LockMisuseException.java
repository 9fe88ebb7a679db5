package io.seckill.core.lock;

import java.io.Serial;

/** The caller used a lock as it cannot be used, such as one of a provider that was closed. Trying again does not help. */
public final class LockMisuseException extends LockException {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param reason what was wrong, and what would be right */
    public LockMisuseException(LockName name, String reason) {
        super("lock " + name + ": " + reason, null);
    }
}
