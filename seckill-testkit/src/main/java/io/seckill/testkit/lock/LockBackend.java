package io.seckill.testkit.lock;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import java.time.Duration;

/** What the contract suite needs to know of an adapter's backend. One backend serves one test at a time. */
public interface LockBackend {
    /** The provider under test; the same one for a whole test. */
    LockProvider provider();

    /** Takes the lock away behind the holder's back, in the backend itself, without waking those who wait for it. */
    void expire(LockName name);

    /** How long the backend keeps a lock that nobody renews. */
    Duration leaseTime();
}
