package io.seckill.infra.lock;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.infra.lock.redis.RedissonLockConfiguration;
import org.redisson.spring.starter.RedissonAutoConfigurationV4;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Gives a {@link LockProvider}. */
@AutoConfiguration(after = RedissonAutoConfigurationV4.class)
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
}
