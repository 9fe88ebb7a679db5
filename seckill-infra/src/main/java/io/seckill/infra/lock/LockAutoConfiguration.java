package io.seckill.infra.lock;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockProvider;
import io.seckill.infra.lock.database.DatabaseLockProvider;
import io.seckill.infra.lock.redis.RedissonLockConfiguration;
import javax.sql.DataSource;
import org.redisson.api.RedissonClient;
import org.redisson.spring.starter.RedissonAutoConfigurationV4;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Gives a {@link LockProvider}, has it observed, and locks methods that are {@link Locked}. */
@AutoConfiguration(
        after = RedissonAutoConfigurationV4.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@EnableConfigurationProperties(LockProperties.class)
@Import(RedissonLockConfiguration.class)
public class LockAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(name = "seckill.lock.backend", havingValue = "database")
    LockProvider lockProvider(LockParts parts, LockProperties properties, FencingTokens tokens) {
        return new DatabaseLockProvider(parts.database("seckill.lock.backend"), properties.leaseTime(), tokens);
    }

    @Bean
    @ConditionalOnMissingBean
    FencingTokens fencingTokens(LockParts parts, LockProperties properties) {
        return parts.tokens(properties);
    }

    @Bean
    LockParts lockParts(
            ObjectProvider<DataSource> databases,
            ObjectProvider<RedissonClient> clients,
            @Value("${seckill.selling.enabled:false}") boolean selling) {
        return new LockParts(databases, clients, selling);
    }

    @Bean
    @ConditionalOnMissingBean
    LockNamePatterns lockNamePatterns(LockProperties properties) {
        return new LockNamePatterns(properties.metrics().names());
    }

    /** No setting turns it off: a method would run without the lock that it asks for. A bean of its name takes its place. */
    @Bean
    @ConditionalOnMissingBean(name = "lockedPostProcessor")
    static LockedPostProcessor lockedPostProcessor(ConfigurableListableBeanFactory beans, Environment environment) {
        return new LockedPostProcessor(
                beans, environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
    }

    @Bean
    @ConditionalOnMissingBean(name = "observedLocks")
    static ObservedLocks observedLocks(
            ConfigurableListableBeanFactory beans,
            ObjectProvider<LockEvents> events,
            ObjectProvider<HeldLeases> leases) {
        return new ObservedLocks(beans, events, leases);
    }
}
