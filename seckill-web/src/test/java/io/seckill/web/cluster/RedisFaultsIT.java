package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.Servers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Redis is flushed, stopped, or never there: the laws hold, and the sale sells. */
class RedisFaultsIT {
    private static final int AT_A_TIME = 64;
    private static final int STOCK = 5_000;
    private static final int CROWD = 6_000;
    private static final int MIDDLE = 1_500;

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.of(2, Servers.shared().newRedis());
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void aFlushInTheMiddleLosesNothing() {
        rushAnd(cluster, RedisServer::flush);
    }

    @Test
    void sellsOnWhileRedisIsStoppedForFiveSeconds() {
        rushAnd(cluster, redis -> {
            redis.stop();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
            redis.start();
        });
    }

    @Test
    void sellsWithoutRedisFromStartToEnd() {
        RedisServer absent = Servers.shared().newRedis();
        absent.stop();
        try (Cluster alone = Cluster.of(1, absent)) {
            rushAnd(alone, redis -> {});
            assertThat(redis(alone)).isEqualTo("DEGRADED");
        }
    }

    @Test
    void startsWithoutRedisSaysSoAndElectsADeskOnceItIsThere() {
        RedisServer late = Servers.shared().newRedis();
        late.stop();
        try (Cluster nodes = Cluster.of(2, late)) {
            assertThat(nodes.node(0).process().lastLines(1_000)).contains("Redis does not answer, so the sales go on");
            assertThat(redis(nodes)).isEqualTo("DEGRADED");
            late.start();
            Cluster.await(Duration.ofSeconds(30), () -> redis(nodes).equals("UP"));
            rushAnd(nodes, redis -> assertThat(nodes.awaitDesk(nodes.lastSale()))
                    .isNotNull());
        }
    }

    /** What the first node says of Redis. */
    private static String redis(Cluster nodes) {
        JsonNode health = nodes.get(nodes.node(0), "/actuator/health");
        assertThat(health.get("status").asString()).as("as a whole").isEqualTo("UP");
        return health.get("components").get("redis").get("status").asString();
    }

    private static void rushAnd(Cluster nodes, Consumer<RedisServer> event) {
        String sale = nodes.openSale(STOCK, 1);
        Rush rush = new Rush(nodes, sale, Rush.buyers(nodes, CROWD, 1), AT_A_TIME);
        Cluster.await(Duration.ofSeconds(60), () -> nodes.sold(sale) >= MIDDLE);
        event.accept(nodes.redis());
        rush.join();
        System.out.println("[redis] " + rush.codes() + ", longest silence " + rush.longestSilence());
        assertThat(rush.codes()).containsOnlyKeys("BOUGHT", "SOLD_OUT");
        RushChecks.check(nodes, sale, STOCK, rush);
    }
}
