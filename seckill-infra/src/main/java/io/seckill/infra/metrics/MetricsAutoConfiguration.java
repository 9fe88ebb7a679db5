package io.seckill.infra.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.desk.SellingEvents;
import io.seckill.core.operate.Auditing;
import io.seckill.infra.ConditionalOnSelling;
import io.seckill.infra.event.Backlogs;
import io.seckill.infra.lock.redis.RedisWatch;
import io.seckill.infra.node.NodeAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Counts what a node does while it sells, where the application has a {@link MeterRegistry}. */
@AutoConfiguration(
        before = NodeAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnSelling
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
class MetricsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    SellingEvents sellingEvents(MeterRegistry registry) {
        return new SellingMeters(registry);
    }

    @Bean
    @ConditionalOnMissingBean
    LifeMeters lifeMeters(MeterRegistry registry) {
        return new LifeMeters(registry);
    }

    @Bean
    @ConditionalOnMissingBean
    LifeGauges lifeGauges(ObjectProvider<Backlogs> backlogs, ObjectProvider<Auditing> auditing) {
        return new LifeGauges(backlogs, auditing);
    }

    @Bean
    @ConditionalOnMissingBean
    NodeMeters nodeMeters(ObjectProvider<SaleActivities> activities, ObjectProvider<RedisWatch> redis) {
        return new NodeMeters(activities, redis);
    }
}
