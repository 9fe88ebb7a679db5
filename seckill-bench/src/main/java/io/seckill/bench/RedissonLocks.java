package io.seckill.bench;

import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;

/** Plain {@code RLock}, renewed by Redisson's watchdog. */
final class RedissonLocks implements Locks {
    private final RedissonClient client;

    RedissonLocks(Backends backends) {
        this.client = RedisClients.connect(backends.redis());
    }

    @Override
    public Held take(String name) throws InterruptedException {
        RLock lock = client.getLock(name);
        lock.lockInterruptibly();
        return lock::unlock;
    }

    @Override
    public void close() {
        RedisClients.close(client);
    }
}
