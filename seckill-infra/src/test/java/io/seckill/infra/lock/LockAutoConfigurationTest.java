package io.seckill.infra.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.infra.lock.database.DatabaseFencingTokens;
import io.seckill.infra.lock.database.DatabaseLockProvider;
import io.seckill.infra.lock.redis.RedissonFencingTokens;
import io.seckill.infra.lock.redis.RedissonLockProvider;
import io.seckill.testkit.lock.InMemoryFencingTokens;
import io.seckill.testkit.lock.InMemoryLockProvider;
import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.servers.DatabaseServer;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;
import org.redisson.spring.starter.RedissonAutoConfigurationCustomizer;
import org.redisson.spring.starter.RedissonAutoConfigurationV4;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Each context has a Redis, a database, both or neither. */
class LockAutoConfigurationTest {
    private static final LockRequest REQUEST = LockRequest.of(new LockName("a")).waiting(Duration.ofSeconds(5));
    private static final DatabaseServer SERVER = Servers.shared().database();
    private static final String DATABASE = migrated();
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
                assertThat(lease.fencingToken().value()).isPositive();
            }
            assertThat(context).hasSingleBean(RedissonFencingTokens.class);
        });
    }

    @Test
    void thereAreLocksInTheDatabaseWithoutAnyRedis() {
        onDatabase().withPropertyValues("seckill.lock.lease-time=30s").run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(DatabaseLockProvider.class)
                    .hasSingleBean(DatabaseFencingTokens.class);
            Lease lease =
                    context.getBean(LockProvider.class).tryAcquire(REQUEST).orElseThrow();
            assertThat(lease.fencingToken().value()).isPositive();
        });
        // The context's end has given it back, long before its lease time.
        onDatabase().run(context -> assertThat(
                        context.getBean(LockProvider.class).tryAcquire(LockRequest.of(REQUEST.name())))
                .isPresent());
    }

    @Test
    void tokensOfTheDatabaseGrowAlthoughRedisLosesItsData() {
        try (RedisServer redis = Servers.startRedis(ServerKind.chosen())) {
            at(redis.port())
                    .withBean(DataSource.class, LockAutoConfigurationTest::dataSource)
                    .withPropertyValues("seckill.lock.tokens=database")
                    .run(context -> {
                        LockProvider locks = context.getBean(LockProvider.class);
                        Lease before = locks.tryAcquire(REQUEST).orElseThrow();
                        FencingToken token = before.fencingToken();
                        redis.flush();
                        Lease next = locks.tryAcquire(REQUEST).orElseThrow();
                        assertThat(next.fencingToken()).isGreaterThan(token);
                    });
        }
    }

    @Test
    void tokensComeFromADatabaseOnlyWhereItIsOurs() {
        ApplicationContextRunner both = at(1).withBean(DataSource.class, LockAutoConfigurationTest::dataSource);
        both.run(context -> assertThat(context).hasSingleBean(RedissonFencingTokens.class));
        both.withPropertyValues("seckill.selling.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(DatabaseFencingTokens.class));
        both.withPropertyValues("seckill.lock.backend=database").run(context -> assertThat(context)
                .hasSingleBean(DatabaseFencingTokens.class)
                .hasSingleBean(DatabaseLockProvider.class)
                .doesNotHaveBean(RedissonLockProvider.class));
        both.withPropertyValues("seckill.lock.backend=database", "seckill.lock.tokens=redis")
                .run(context -> assertThat(context).hasSingleBean(RedissonFencingTokens.class));
        both.withBean("another", DataSource.class, LockAutoConfigurationTest::dataSource)
                .withPropertyValues("seckill.selling.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(RedissonFencingTokens.class));
    }

    @Test
    void whoAsksForATokenIsToldThatThereIsNone() {
        locks.run(context -> assertThatThrownBy(
                        () -> context.getBean(FencingTokens.class).next(REQUEST.name()))
                .isInstanceOf(LockMisuseException.class)
                .hasMessageContaining("add a bean of type FencingTokens"));
        onDatabase().withPropertyValues("seckill.lock.tokens=none").run(context -> assertThatThrownBy(
                        () -> context.getBean(FencingTokens.class).next(REQUEST.name()))
                .isInstanceOf(LockMisuseException.class)
                .hasMessageContaining("seckill.lock.tokens is none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.lock.backend=database|seckill.lock.backend: is database, but there is no DataSource",
                "seckill.lock.tokens=database|seckill.lock.tokens: is database, but there is no DataSource",
                "seckill.lock.tokens=redis|seckill.lock.tokens: is redis, but there is no RedissonClient"
            })
    void whatIsNotThereIsSaidAtTheStart(String setting, String sentence) {
        locks.withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageStartingWith(sentence));
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
    void whatIsSetHereCanBeReplacedByName() {
        at(Servers.shared().redis().port())
                .withBean("seckillRedissonSettings", RedissonAutoConfigurationCustomizer.class, () -> config -> {})
                .run(context -> assertThat(context.getBean(RedissonClient.class)
                                .getConfig()
                                .getLockWatchdogTimeout())
                        .isEqualTo(new Config().getLockWatchdogTimeout()));
        LockNamePatterns patterns = new LockNamePatterns(List.of("stock-*"));
        locks.withBean(LockNamePatterns.class, () -> patterns)
                .run(context ->
                        assertThat(context.getBean(LockNamePatterns.class)).isSameAs(patterns));
        locks.withBean("observedLocks", String.class, () -> "mine")
                .withBean("lockedPostProcessor", String.class, () -> "mine")
                .run(context -> assertThat(context).hasNotFailed());
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

    private ApplicationContextRunner onDatabase() {
        return locks.withBean(DataSource.class, LockAutoConfigurationTest::dataSource)
                .withPropertyValues("seckill.lock.backend=database");
    }

    private static DataSource dataSource() {
        return new DriverManagerDataSource(SERVER.jdbcUrl(DATABASE), SERVER.user(), SERVER.password());
    }

    private static String migrated() {
        String database = SERVER.createDatabase();
        Flyway.configure()
                .dataSource(SERVER.jdbcUrl(database), SERVER.user(), SERVER.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }

    private ApplicationContextRunner at(int port) {
        return locksOnRedis.withPropertyValues("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port);
    }
}
