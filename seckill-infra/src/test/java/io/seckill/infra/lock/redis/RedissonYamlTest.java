package io.seckill.infra.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.infra.lock.LockAutoConfiguration;
import io.seckill.testkit.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RedissonClient;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.spring.starter.RedissonAutoConfigurationV4;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A Redisson YAML beside the settings of locks, without any Redis. */
class RedissonYamlTest {
    private static final String INLINE = "spring.redis.redisson.config=";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataRedisAutoConfiguration.class, RedissonAutoConfigurationV4.class, LockAutoConfiguration.class));

    enum Setup {
        SINGLE("singleServerConfig:\n  address: \"redis://127.0.0.1:%d\"\n"),
        SENTINEL("sentinelServersConfig:\n  masterName: shop\n  sentinelAddresses: [\"redis://127.0.0.1:%d\"]\n"),
        CLUSTER("clusterServersConfig:\n  nodeAddresses: [\"redis://127.0.0.1:%d\"]\n");

        private final String yaml;

        Setup(String yaml) {
            this.yaml = yaml;
        }

        /** @param more settings of the servers, one in a line */
        String yaml(String... more) {
            StringBuilder all = new StringBuilder(yaml.formatted(FreePort.find()));
            for (String setting : more) {
                all.append("  ").append(setting).append('\n');
            }
            return all.toString();
        }
    }

    private static void startsWithoutRedis(AssertableApplicationContext context) {
        assertThat(context).hasNotFailed();
        Config config = context.getBean(RedissonClient.class).getConfig();
        BaseConfig<?> servers = RedissonSettings.servers(config);
        assertThat(config.isLazyInitialization()).isTrue();
        assertThat(config.getLockWatchdogTimeout()).isEqualTo(5_000);
        assertThat(config.getSlavesSyncTimeout()).isEqualTo(100);
        assertThat(servers.getTimeout()).isEqualTo(500);
        assertThat(servers.getConnectTimeout()).isEqualTo(500);
        assertThat(servers.getSubscriptionTimeout()).isEqualTo(1_000);
        assertThat(servers.getPingConnectionInterval()).isEqualTo(3_000);
        assertThat(servers.getRetryAttempts()).isEqualTo(2);
        assertThat(servers.getRetryDelay().calcDelay(1)).isEqualTo(Duration.ofMillis(200));
        assertThat(servers.getReconnectionDelay().calcDelay(20)).isLessThanOrEqualTo(Duration.ofMillis(500));
        if (servers instanceof BaseMasterSlaveServersConfig<?> several) {
            assertThat(several.getMasterConnectionMinimumIdleSize()).isEqualTo(4);
            assertThat(several.getSlaveConnectionMinimumIdleSize()).isEqualTo(4);
        }
        assertThatThrownBy(() -> context.getBean(LockProvider.class).tryAcquire(LockRequest.of(new LockName("a"))))
                .isInstanceOf(LockUnavailableException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aYamlAmongTheSettingsGetsThoseOfLocks(Setup setup) {
        application.withPropertyValues(INLINE + setup.yaml()).run(RedissonYamlTest::startsWithoutRedis);
    }

    @ParameterizedTest
    @EnumSource
    void aYamlInAFileGetsThoseOfLocks(Setup setup, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("redisson.yaml"), setup.yaml());
        application
                .withPropertyValues("spring.redis.redisson.file=" + file.toUri())
                .run(RedissonYamlTest::startsWithoutRedis);
    }

    @ParameterizedTest
    @EnumSource
    void whatAYamlSetsStays(Setup setup) {
        String yaml = setup.yaml(
                        "timeout: 700",
                        "connectTimeout: 800",
                        "subscriptionTimeout: 900",
                        "pingConnectionInterval: 5000",
                        "retryAttempts: 1",
                        "retryDelay: !<org.redisson.config.ConstantDelay> {delay: PT0.3S}",
                        "reconnectionDelay: !<org.redisson.config.ConstantDelay> {delay: PT2S}")
                + "lockWatchdogTimeout: 8000\nslavesSyncTimeout: 300\n";
        application.withPropertyValues(INLINE + yaml).run(context -> {
            Config config = context.getBean(RedissonClient.class).getConfig();
            BaseConfig<?> servers = RedissonSettings.servers(config);
            assertThat(config.getLockWatchdogTimeout()).isEqualTo(8_000);
            assertThat(config.getSlavesSyncTimeout()).isEqualTo(300);
            assertThat(servers.getTimeout()).isEqualTo(700);
            assertThat(servers.getConnectTimeout()).isEqualTo(800);
            assertThat(servers.getSubscriptionTimeout()).isEqualTo(900);
            assertThat(servers.getPingConnectionInterval()).isEqualTo(5_000);
            assertThat(servers.getRetryAttempts()).isEqualTo(1);
            assertThat(servers.getRetryDelay().calcDelay(1)).isEqualTo(Duration.ofMillis(300));
            assertThat(servers.getReconnectionDelay().calcDelay(1)).isEqualTo(Duration.ofSeconds(2));
        });
    }

    @Test
    void theSamplesOfThePageAreReadByRedisson() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));
        List<String> samples = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(samples).hasSize(Setup.values().length).allSatisfy(sample -> {
            Config config = Config.fromYAML(sample);
            RedissonSettings.applyTo(config);
            assertThat(config.isLazyInitialization()).isTrue();
        });
    }

    @Test
    void theTimeoutsOfSpringBootStay() {
        application
                .withPropertyValues(
                        "spring.data.redis.port=" + FreePort.find(),
                        "spring.data.redis.timeout=700ms",
                        "spring.data.redis.connect-timeout=800ms")
                .run(context -> {
                    BaseConfig<?> server = RedissonSettings.servers(
                            context.getBean(RedissonClient.class).getConfig());
                    assertThat(server.getTimeout()).isEqualTo(700);
                    assertThat(server.getConnectTimeout()).isEqualTo(800);
                });
    }

    @Test
    void sentinelsAndClustersCanBeGivenTheWayOfSpringBoot() {
        application
                .withPropertyValues(
                        "spring.data.redis.sentinel.master=shop",
                        "spring.data.redis.sentinel.nodes=127.0.0.1:" + FreePort.find())
                .run(RedissonYamlTest::startsWithoutRedis);
        application
                .withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:" + FreePort.find())
                .run(RedissonYamlTest::startsWithoutRedis);
    }
}
