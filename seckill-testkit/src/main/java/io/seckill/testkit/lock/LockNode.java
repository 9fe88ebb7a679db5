package io.seckill.testkit.lock;

import io.seckill.core.lock.LockProvider;

/** A provider with everything it needs. */
public interface LockNode extends AutoCloseable {
    LockProvider provider();

    /** Closes the provider, then what it stands on. Repeating it has no effect. */
    @Override
    void close();
}
