package io.seckill.testkit.lock;

import io.seckill.core.lock.LockName;
import java.time.Duration;
import java.util.function.Supplier;

/** The contract, extended for locks that are wrong in one way. Not found by the build; run by {@link WrongAdaptersTest}. */
abstract class WrongAdapter extends LockProviderContract {
    private final LockBackend backend;

    WrongAdapter(Supplier<AlmostRightLocks> locks) {
        this.backend = new Backend(locks.get(), locks);
    }

    @Override
    protected LockBackend backend() {
        return backend;
    }

    private record Backend(AlmostRightLocks provider, Supplier<AlmostRightLocks> more) implements LockBackend {
        @Override
        public LockNode anotherNode() {
            return more.get();
        }

        @Override
        public void expire(LockName name) {
            provider.expire(name);
        }

        @Override
        public Duration leaseTime() {
            return AlmostRightLocks.LEASE_TIME;
        }
    }
}
