package io.seckill.infra.lock;

import io.seckill.core.lock.LockName;
import java.time.Duration;

/**
 * Is told what becomes of the requests for locks and of the leases. Its methods do little, never throw, and are safe for use by many
 * threads.
 */
public interface LockEvents {
    /** What a request was answered. One that was cancelled or interrupted, or met a closed provider, has no answer. */
    enum Answer {
        ACQUIRED,
        TIMED_OUT,
        UNAVAILABLE
    }

    /** How a lease ended. */
    enum End {
        RELEASED,
        LOST
    }

    void answered(LockName name, Answer answer, Duration waited);

    /** Told once for each lease. */
    void ended(LockName name, End end, Duration held);

    /** Tells nobody. */
    static LockEvents none() {
        return new LockEvents() {
            @Override
            public void answered(LockName name, Answer answer, Duration waited) {}

            @Override
            public void ended(LockName name, End end, Duration held) {}
        };
    }
}
