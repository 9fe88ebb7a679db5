package io.seckill.core.lock;

import java.io.Serial;

/** The lease is no longer held. */
public final class LeaseLostException extends LockException {
    @Serial
    private static final long serialVersionUID = 1;

    public LeaseLostException(LockName name) {
        super("lock " + name + " is no longer held by this lease", null);
    }
}
