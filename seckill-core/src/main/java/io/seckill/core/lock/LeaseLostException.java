package io.seckill.core.lock;

import java.io.Serial;

/** The lease is no longer held: somebody else may hold the lock by now. What was done under it may stand. */
public final class LeaseLostException extends LockException {
    @Serial
    private static final long serialVersionUID = 1;

    public LeaseLostException(LockName name) {
        super("lock " + name + " is no longer held by this lease: it ran out or was taken away", null);
    }
}
