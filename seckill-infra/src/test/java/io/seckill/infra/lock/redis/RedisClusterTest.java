package io.seckill.infra.lock.redis;

import io.seckill.testkit.lock.LockBackend;
import io.seckill.testkit.lock.LockProviderContract;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.RedisSetups;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Locks in a Redis cluster. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisClusterTest extends LockProviderContract {
    private final RedisServer node = RedisSetups.cluster();
    private final YamlBackend backend = new YamlBackend("""
            clusterServersConfig:
              nodeAddresses: ["%s"]
            """.formatted(node.address()));

    @AfterAll
    void close() {
        backend.close();
        node.close();
    }

    @Override
    protected LockBackend backend() {
        return backend;
    }
}
