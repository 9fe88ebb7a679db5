package io.seckill.testkit.lock;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What the contract suite needs to know of an adapter's backend. One backend serves one test at a time. */
public interface LockBackend {
    /** The provider under test; the same one for a whole test. The suite does not close it. */
    LockProvider provider();

    /**
     * Another provider like {@link #provider()}, for a test that closes it. It stands on the same backend, unless a
     * provider is its own backend.
     */
    LockNode anotherNode();

    /** Takes the lock away behind the holder's back, in the backend itself, without waking those who wait for it. */
    void expire(LockName name);

    /**
     * How long the backend keeps a lock that nobody renews. The suite waits for several lease times, so a short one
     * makes it quick: about a second, which a busy machine still renews in time.
     */
    Duration leaseTime();

    /** What a test can do with this backend; cases that need more are reported as disabled. */
    default Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    /** Begins to hear what the adapter writes to the log. By default whatever reaches {@code java.util.logging}. */
    default HeardLog listen() {
        return new HeardLog.OfJavaLogging();
    }
}
