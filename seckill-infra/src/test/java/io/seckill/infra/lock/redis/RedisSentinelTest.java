package io.seckill.infra.lock.redis;

import io.seckill.testkit.lock.LockBackend;
import io.seckill.testkit.lock.LockProviderContract;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.RedisSetups;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Locks in a Redis whose master is named by sentinels. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisSentinelTest extends LockProviderContract {
    private final RedisServer master = Servers.startRedis(ServerKind.EMBEDDED);
    private final RedisServer sentinel = RedisSetups.sentinel("shop", master);
    private final YamlBackend backend = new YamlBackend("""
            sentinelServersConfig:
              masterName: shop
              sentinelAddresses: ["%s"]
              checkSentinelsList: false # which wants two
            """.formatted(sentinel.address()));

    @AfterAll
    void close() {
        backend.close();
        sentinel.close();
        master.close();
    }

    @Override
    protected LockBackend backend() {
        return backend;
    }
}
