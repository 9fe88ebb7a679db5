package io.seckill.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.infra.lock.database.DatabaseFencingTokens;
import io.seckill.infra.lock.database.DatabaseLockProvider;
import io.seckill.infra.lock.redis.RedissonFencingTokens;
import io.seckill.infra.lock.redis.RedissonLockProvider;
import io.seckill.infra.lock.redis.RedissonSettings;
import org.redisson.api.RedissonClient;

/**
 * Leases of our own.
 *
 * @param end closes the provider and what is below it
 */
record OurLocks(LockProvider provider, Runnable end) implements Locks {
    static OurLocks onRedis(Backends backends) {
        RedissonClient client = RedisClients.connect(backends.redis());
        RedissonLockProvider provider = new RedissonLockProvider(client, new RedissonFencingTokens(client));
        return new OurLocks(provider, () -> {
            provider.close();
            RedisClients.close(client);
        });
    }

    static OurLocks onDatabase(Backends backends) {
        HikariDataSource database = backends.dataSource();
        DatabaseLockProvider provider =
                new DatabaseLockProvider(database, RedissonSettings.LEASE_TIME, new DatabaseFencingTokens(database));
        return new OurLocks(provider, () -> {
            provider.close();
            database.close();
        });
    }

    @Override
    public Held take(String name) throws InterruptedException {
        LockRequest request = LockRequest.of(new LockName(name)).waiting(WAIT);
        Lease lease = provider.tryAcquire(request)
                .orElseThrow(() -> new IllegalStateException(name + " was not had within " + WAIT));
        return lease::close;
    }

    @Override
    public void close() {
        end.run();
    }
}
