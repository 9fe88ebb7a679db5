package io.seckill.infra.lock;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.infra.lock.redis.RedissonLockConfiguration;
import org.redisson.spring.starter.RedissonAutoConfigurationV4;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Gives a {@link LockProvider}, has it observed, and locks methods that are {@link Locked}. */
@AutoConfiguration(after = RedissonAutoConfigurationV4.class)
@EnableConfigurationProperties(LockProperties.class)
@Import(RedissonLockConfiguration.class)
public class LockAutoConfiguration {
    /** Leases work without tokens; who asks for one is told what is missing. */
    @Bean
    @ConditionalOnMissingBean
    FencingTokens fencingTokens() {
        return name -> {
            throw new LockUnavailableException(
                    name, "there is no source of fencing tokens: add a bean of type FencingTokens", null);
        };
    }

    @Bean
    LockNamePatterns lockNamePatterns(LockProperties properties) {
        return new LockNamePatterns(properties.metrics().names());
    }

    /** Cannot be turned off: a method would run without the lock that it asks for. */
    @Bean
    static LockedPostProcessor lockedPostProcessor(ConfigurableListableBeanFactory beans, Environment environment) {
        return new LockedPostProcessor(
                beans, environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
    }

    @Bean
    static ObservedLocks observedLocks(ObjectProvider<LockEvents> events, ObjectProvider<HeldLeases> leases) {
        return new ObservedLocks(events, leases);
    }
}
