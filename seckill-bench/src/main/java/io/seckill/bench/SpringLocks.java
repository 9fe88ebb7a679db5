package io.seckill.bench;

import io.seckill.infra.lock.redis.RedissonSettings;
import java.util.concurrent.locks.Lock;
import org.redisson.api.RedissonClient;
import org.redisson.spring.data.connection.RedissonConnectionFactory;
import org.springframework.integration.redis.util.RedisLockRegistry;
import org.springframework.integration.redis.util.RedisLockRegistry.RedisLockType;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Spring Integration's registry, with a scheduler that renews, on the same client as the others. */
final class SpringLocks implements Locks {
    private final RedissonClient client;
    private final RedisLockRegistry registry;
    private final ThreadPoolTaskScheduler renewals = new ThreadPoolTaskScheduler();

    /** @param type {@code SPIN_LOCK} is its default */
    SpringLocks(Backends backends, RedisLockType type) {
        this.client = RedisClients.connect(backends.redis());
        this.registry =
                new RedisLockRegistry(new RedissonConnectionFactory(client), "bench", RedissonSettings.LEASE_TIME);
        registry.setRedisLockType(type);
        renewals.setDaemon(true);
        renewals.setRemoveOnCancelPolicy(true);
        renewals.initialize();
        registry.setRenewalTaskScheduler(renewals);
    }

    @Override
    public Held take(String name) throws InterruptedException {
        Lock lock = registry.obtain(name);
        lock.lockInterruptibly();
        return lock::unlock;
    }

    @Override
    public void close() {
        registry.destroy();
        renewals.shutdown();
        RedisClients.close(client);
    }
}
