package io.seckill.bench;

import io.seckill.infra.lock.redis.RedissonSettings;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Redisson as the program sets it up, the same for every library. */
final class RedisClients {
    private static final int IDLE_CONNECTIONS = 4;

    private RedisClients() {}

    static RedissonClient connect(String address) {
        Config config = new Config();
        config.useSingleServer().setAddress(address).setConnectionMinimumIdleSize(IDLE_CONNECTIONS);
        RedissonSettings.applyTo(config);
        return Redisson.create(config);
    }

    static void close(RedissonClient client) {
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
