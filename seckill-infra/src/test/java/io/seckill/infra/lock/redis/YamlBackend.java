package io.seckill.infra.lock.redis;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.infra.lock.LockAutoConfiguration;
import io.seckill.testkit.lock.HeardLog;
import io.seckill.testkit.lock.InMemoryFencingTokens;
import io.seckill.testkit.lock.LockBackend;
import io.seckill.testkit.lock.LockNode;
import java.time.Duration;
import org.redisson.api.RedissonClient;
import org.redisson.spring.starter.RedissonAutoConfigurationV4;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application whose Redis is given by a Redisson YAML. */
final class YamlBackend implements LockBackend, AutoCloseable {
    @ImportAutoConfiguration({
        DataRedisAutoConfiguration.class,
        RedissonAutoConfigurationV4.class,
        LockAutoConfiguration.class
    })
    static class Application {
        @Bean
        FencingTokens tokens() {
            return new InMemoryFencingTokens();
        }
    }

    private static final Duration LEASE_TIME = Duration.ofMillis(1_200);

    private final String yaml;
    private final ConfigurableApplicationContext context;
    private final LockProvider provider;

    YamlBackend(String yaml) {
        this.yaml = yaml;
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.main.banner-mode=off",
                        "--spring.redis.redisson.config=" + yaml + "lockWatchdogTimeout: " + LEASE_TIME.toMillis());
        provider = context.getBean(LockProvider.class);
    }

    @Override
    public LockProvider provider() {
        return provider;
    }

    /** A further application. */
    private record Node(YamlBackend application) implements LockNode {
        @Override
        public LockProvider provider() {
            return application.provider;
        }

        @Override
        public void close() {
            application.close();
        }
    }

    @Override
    public LockNode anotherNode() {
        return new Node(new YamlBackend(yaml));
    }

    @Override
    public HeardLog listen() {
        return new HeardLogback();
    }

    @Override
    public void expire(LockName name) {
        context.getBean(RedissonClient.class).getKeys().delete(LockKeys.lock(name));
    }

    @Override
    public Duration leaseTime() {
        return LEASE_TIME;
    }

    @Override
    public void close() {
        context.close();
    }
}
