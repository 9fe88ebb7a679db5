package io.seckill.infra.lock.redis;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.schedule.Scheduler;
import io.seckill.infra.ConditionalOnSelling;
import org.redisson.api.RedissonClient;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;
import org.redisson.spring.starter.RedissonAutoConfigurationCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Leases over the application's Redisson client; and how that client behaves without Redis. */
@Configuration(proxyBeanMethods = false)
public class RedissonLockConfiguration {
    private static final int REDISSONS_DEFAULT = new Config().useSingleServer().getConnectionMinimumIdleSize();
    private static final int IDLE_CONNECTIONS = 4;

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(RedissonClient.class)
    @ConditionalOnProperty(name = "seckill.lock.backend", havingValue = "redis", matchIfMissing = true)
    LockProvider lockProvider(RedissonClient client, FencingTokens tokens) {
        return new RedissonLockProvider(client, tokens);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(RedissonClient.class)
    @ConditionalOnSelling
    @ConditionalOnBean(Scheduler.class)
    RedisWatch redisWatch(RedissonClient client, Scheduler scheduler) {
        return new RedisWatch(client, scheduler);
    }

    @Bean
    @ConditionalOnMissingBean(name = "seckillRedissonSettings")
    RedissonAutoConfigurationCustomizer seckillRedissonSettings() {
        return config -> {
            RedissonSettings.applyTo(config);
            keepFewIdle(config);
        };
    }

    /** Locks need few connections; Redisson opens 24 at once, to each server, where nothing else is configured. */
    private static void keepFewIdle(Config config) {
        BaseConfig<?> servers = RedissonSettings.servers(config);
        if (servers instanceof SingleServerConfig one) {
            if (one.getConnectionMinimumIdleSize() == REDISSONS_DEFAULT) {
                one.setConnectionMinimumIdleSize(Math.min(IDLE_CONNECTIONS, one.getConnectionPoolSize()));
            }
        } else if (servers instanceof BaseMasterSlaveServersConfig<?> several) {
            if (several.getMasterConnectionMinimumIdleSize() == REDISSONS_DEFAULT) {
                several.setMasterConnectionMinimumIdleSize(
                        Math.min(IDLE_CONNECTIONS, several.getMasterConnectionPoolSize()));
            }
            if (several.getSlaveConnectionMinimumIdleSize() == REDISSONS_DEFAULT) {
                several.setSlaveConnectionMinimumIdleSize(
                        Math.min(IDLE_CONNECTIONS, several.getSlaveConnectionPoolSize()));
            }
        }
    }
}
