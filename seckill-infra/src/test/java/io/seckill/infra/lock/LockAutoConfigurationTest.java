package io.seckill.infra.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.infra.lock.redis.RedissonLockProvider;
import io.seckill.testkit.lock.InMemoryFencingTokens;
import io.seckill.testkit.lock.InMemoryLockProvider;
import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;
import org.redisson.spring.starter.RedissonAutoConfigurationV4;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** With Redis alone: no database is on hand in these contexts. */
class LockAutoConfigurationTest {
    private static final LockRequest REQUEST = LockRequest.of(new LockName("a")).waiting(Duration.ofSeconds(5));
    private static final Duration PROMPT = Duration.ofSeconds(7);

    private final ApplicationContextRunner locks =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LockAutoConfiguration.class));
    private final ApplicationContextRunner locksOnRedis = locks.withConfiguration(
            AutoConfigurations.of(RedissonAutoConfigurationV4.class, DataRedisAutoConfiguration.class));

    @Test
    void thereIsALockProviderWithoutAnyDatabase() {
        at(Servers.shared().redis().port()).run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(RedissonLockProvider.class);
            try (Lease lease =
                    context.getBean(LockProvider.class).tryAcquire(REQUEST).orElseThrow()) {
                assertThat(lease.isValid()).isTrue();
                assertThatThrownBy(lease::fencingToken)
                        .isInstanceOf(LockUnavailableException.class)
                        .hasMessageContaining("add a bean of type FencingTokens");
            }
        });
    }

    @Test
    void anApplicationsOwnLockProviderStandsBack() {
        at(1).withBean(LockProvider.class, InMemoryLockProvider::new)
                .run(context ->
                        assertThat(context).getBean(LockProvider.class).isInstanceOf(InMemoryLockProvider.class));
    }

    @Test
    void anApplicationsOwnTokensAreUsed() {
        at(Servers.shared().redis().port())
                .withBean(FencingTokens.class, InMemoryFencingTokens::new)
                .run(context -> {
                    try (Lease lease = context.getBean(LockProvider.class)
                            .tryAcquire(REQUEST)
                            .orElseThrow()) {
                        assertThat(lease.fencingToken().value()).isEqualTo(1);
                    }
                });
    }

    @Test
    void withoutAClientThereIsNoLockProvider() {
        locks.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LockProvider.class));
    }

    @Test
    void theStartersClientGetsTheSettingsOfLocksAndFewConnections() {
        at(1).run(context -> {
            Config config = context.getBean(RedissonClient.class).getConfig();
            SingleServerConfig server = config.useSingleServer();
            assertThat(config.getLockWatchdogTimeout()).isEqualTo(5_000);
            assertThat(server.getTimeout()).isEqualTo(500);
            assertThat(server.getConnectionMinimumIdleSize()).isEqualTo(4);
            assertThat(server.getAddress()).isEqualTo("redis://127.0.0.1:1");
        });
    }

    @Test
    void connectionsThatAreConfiguredStay() {
        locksOnRedis
                .withPropertyValues("spring.redis.redisson.config=singleServerConfig:\n"
                        + "  address: redis://127.0.0.1:1\n  connectionMinimumIdleSize: 7\n  connectionPoolSize: 9\n")
                .run(context -> {
                    SingleServerConfig server =
                            context.getBean(RedissonClient.class).getConfig().useSingleServer();
                    assertThat(server.getConnectionMinimumIdleSize()).isEqualTo(7);
                    assertThat(server.getConnectionPoolSize()).isEqualTo(9);
                });
    }

    @Test
    void theContextStartsAndEndsPromptlyWithoutRedis() {
        long start = System.nanoTime();
        at(FreePort.find()).run(context -> {
            assertThat(context).hasNotFailed();
            assertThatThrownBy(() -> context.getBean(LockProvider.class).tryAcquire(LockRequest.of(REQUEST.name())))
                    .isInstanceOf(LockUnavailableException.class);
        });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT.plus(PROMPT));
    }

    @Test
    void theContextEndsPromptlyWhenRedisDoesNotAnswer() {
        try (RedisServer redis = Servers.startRedis(ServerKind.chosen())) {
            long[] endsAt = new long[1];
            at(redis.port()).run(context -> {
                assertThat(context.getBean(LockProvider.class).tryAcquire(REQUEST))
                        .isPresent();
                redis.pause();
                endsAt[0] = System.nanoTime();
            });
            assertThat(Duration.ofNanos(System.nanoTime() - endsAt[0])).isLessThan(PROMPT);
        }
    }

    private ApplicationContextRunner at(int port) {
        return locksOnRedis.withPropertyValues("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port);
    }
}
