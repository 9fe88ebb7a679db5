package io.seckill.bench;

import com.baomidou.lock.LockInfo;
import com.baomidou.lock.LockTemplate;
import com.baomidou.lock.executor.RedissonLockExecutor;
import com.baomidou.lock.spring.boot.autoconfigure.Lock4jProperties;
import java.util.List;
import org.redisson.api.RedissonClient;

/** The template of lock4j over Redisson, set up as its auto-configuration does it. */
final class Lock4jLocks implements Locks {
    /** Renewed by the watchdog. */
    private static final long NO_EXPIRY = -1;

    private final RedissonClient client;
    private final LockTemplate template = new LockTemplate();

    Lock4jLocks(Backends backends) {
        this.client = RedisClients.connect(backends.redis());
        template.setProperties(new Lock4jProperties());
        template.setExecutors(List.of(new RedissonLockExecutor(client)));
        try {
            template.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException("lock4j does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public Held take(String name) {
        LockInfo taken = template.lock(name, NO_EXPIRY, WAIT.toMillis());
        if (taken == null) {
            throw new IllegalStateException(name + " was not had within " + WAIT);
        }
        return () -> template.releaseLock(taken);
    }

    @Override
    public void close() {
        RedisClients.close(client);
    }
}
