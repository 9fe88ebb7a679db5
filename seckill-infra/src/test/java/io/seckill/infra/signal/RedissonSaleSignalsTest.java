package io.seckill.infra.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.infra.lock.redis.RedissonSettings;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

class RedissonSaleSignalsTest {
    private static final SaleId SALE = new SaleId("phone");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RedisServer redis = Servers.startRedis(ServerKind.chosen());
    private final ThreadScheduler scheduler = new ThreadScheduler(1, 4);
    private final BlockingQueue<SaleId> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        scheduler.close();
        redis.close();
    }

    @Test
    void oneNodesWordReachesTheOther() throws InterruptedException {
        RedissonClient one = client();
        RedissonClient other = client();
        try {
            new RedissonSaleSignals(other, scheduler).onLookAgain(heard::add);
            assertThat(hearsFrom(one)).isTrue();
        } finally {
            one.shutdown(0, 2, TimeUnit.SECONDS);
            other.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }

    @Test
    void aNodeThatStartedWithoutRedisHearsOnceItIsThere() throws InterruptedException {
        redis.stop();
        RedissonClient one = client();
        RedissonClient other = client();
        try {
            new RedissonSaleSignals(other, scheduler).onLookAgain(heard::add);
            new RedissonSaleSignals(one, scheduler).lookAgain(SALE);
            assertThat(heard.poll(2, TimeUnit.SECONDS)).isNull();
            redis.start();
            assertThat(hearsFrom(one)).isTrue();
        } finally {
            one.shutdown(0, 2, TimeUnit.SECONDS);
            other.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }

    /** Says it again until it is heard: the other may not be listening yet. */
    private boolean hearsFrom(RedissonClient client) throws InterruptedException {
        RedissonSaleSignals signals = new RedissonSaleSignals(client, scheduler);
        long end = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() - end < 0) {
            signals.lookAgain(SALE);
            if (SALE.equals(heard.poll(200, TimeUnit.MILLISECONDS))) {
                return true;
            }
        }
        return false;
    }

    private RedissonClient client() {
        Config config = new Config();
        config.useSingleServer().setAddress(redis.address()).setConnectionMinimumIdleSize(1);
        RedissonSettings.applyTo(config);
        return Redisson.create(config);
    }
}
