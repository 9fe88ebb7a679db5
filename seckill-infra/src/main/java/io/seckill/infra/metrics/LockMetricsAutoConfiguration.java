package io.seckill.infra.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.infra.lock.LockAutoConfiguration;
import io.seckill.infra.lock.LockEvents;
import io.seckill.infra.lock.LockNamePatterns;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Counts what becomes of locks, where the application has a {@link MeterRegistry}. */
@AutoConfiguration(
        after = LockAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, LockNamePatterns.class})
class LockMetricsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    LockEvents lockEvents(MeterRegistry registry, LockNamePatterns patterns) {
        return new LockMeters(registry, patterns);
    }
}
