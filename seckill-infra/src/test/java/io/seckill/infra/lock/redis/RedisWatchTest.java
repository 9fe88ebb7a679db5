package io.seckill.infra.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.infra.lock.redis.RedisWatch.Presence;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

class RedisWatchTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aRedisThatGoesAndComesBackIsNoticed() {
        try (RedisServer redis = Servers.startRedis(ServerKind.chosen());
                ThreadScheduler scheduler = new ThreadScheduler(1, 2)) {
            RedissonClient client = RedissonNode.client(redis.address(), RedissonSettings.LEASE_TIME);
            try (RedisWatch watch = new RedisWatch(client, scheduler)) {
                await(watch, Presence.THERE);
                redis.stop();
                await(watch, Presence.AWAY);
                redis.start();
                await(watch, Presence.THERE);
                redis.pause();
                await(watch, Presence.AWAY);
                redis.resume();
                await(watch, Presence.THERE);
            } finally {
                client.shutdown(0, 2, TimeUnit.SECONDS);
            }
        }
    }

    private static void await(RedisWatch watch, Presence presence) {
        long end = System.nanoTime() + SOON.toNanos();
        while (watch.presence() != presence) {
            assertThat(System.nanoTime() - end).as("not %s", presence).isNegative();
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
