package io.seckill.testkit.lock;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import java.time.Duration;

/** Locks of one JVM, each provider a backend of its own. */
class MemoryBackend implements LockBackend {
    private static final Duration LEASE_TIME = Duration.ofMillis(600);

    private record Node(InMemoryLockProvider provider) implements LockNode {
        @Override
        public void close() {
            provider.close();
        }
    }

    private final InMemoryLockProvider provider = new InMemoryLockProvider();

    @Override
    public LockProvider provider() {
        return provider;
    }

    @Override
    public LockNode anotherNode() {
        return new Node(new InMemoryLockProvider());
    }

    @Override
    public void expire(LockName name) {
        provider.expire(name);
    }

    @Override
    public Duration leaseTime() {
        return LEASE_TIME;
    }
}
