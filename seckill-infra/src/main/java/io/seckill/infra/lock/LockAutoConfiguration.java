package io.seckill.infra.lock;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.schedule.Scheduler;
import org.redisson.api.RedissonClient;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;
import org.redisson.spring.starter.RedissonAutoConfigurationCustomizer;
import org.redisson.spring.starter.RedissonAutoConfigurationV4;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Gives a {@link LockProvider} over the application's Redisson client. */
@AutoConfiguration(after = RedissonAutoConfigurationV4.class)
@Import(LockAutoConfiguration.Client.class)
public class LockAutoConfiguration {
    private static final int REDISSONS_DEFAULT = new Config().useSingleServer().getConnectionMinimumIdleSize();
    private static final int IDLE_CONNECTIONS = 4;

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(RedissonClient.class)
    LockProvider lockProvider(RedissonClient client, FencingTokens tokens) {
        return new RedissonLockProvider(client, tokens);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(RedissonClient.class)
    @ConditionalOnBean(Scheduler.class)
    RedisWatch redisWatch(RedissonClient client, Scheduler scheduler) {
        return new RedisWatch(client, scheduler);
    }

    /** Leases work without tokens; who asks for one is told what is missing. */
    @Bean
    @ConditionalOnMissingBean
    FencingTokens fencingTokens() {
        return name -> {
            throw new LockUnavailableException(
                    name, "there is no source of fencing tokens: add a database or a bean of type FencingTokens", null);
        };
    }

    /** How the starter's client behaves without Redis, and how many connections it keeps. */
    @Configuration(proxyBeanMethods = false)
    static class Client {
        @Bean
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
}
