package io.seckill.infra.health;

import io.seckill.core.desk.SaleActivities;
import io.seckill.core.operate.Auditing;
import io.seckill.infra.ConditionalOnSelling;
import io.seckill.infra.database.Durability;
import io.seckill.infra.event.Backlogs;
import io.seckill.infra.life.LifeAutoConfiguration;
import io.seckill.infra.lock.redis.RedisWatch;
import io.seckill.infra.node.NodeAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Tells of the health of a node that sells, where the application has Spring Boot's. */
@AutoConfiguration(
        after = {NodeAutoConfiguration.class, LifeAutoConfiguration.class},
        beforeName =
                "org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration")
@ConditionalOnSelling
@ConditionalOnClass(HealthIndicator.class)
class HealthAutoConfiguration {
    @Bean
    @ConditionalOnBean(SaleActivities.class)
    @ConditionalOnEnabledHealthIndicator("selling")
    @ConditionalOnMissingBean(name = "sellingHealthIndicator")
    HealthIndicator sellingHealthIndicator(SaleActivities activities) {
        return new SellingHealth(activities);
    }

    @Bean
    @ConditionalOnBean(Durability.class)
    @ConditionalOnEnabledHealthIndicator("durability")
    @ConditionalOnMissingBean(name = "durabilityHealthIndicator")
    HealthIndicator durabilityHealthIndicator(Durability durability) {
        return new DurabilityHealth(durability);
    }

    @Bean
    @ConditionalOnBean(Auditing.class)
    @ConditionalOnEnabledHealthIndicator("consistency")
    @ConditionalOnMissingBean(name = "consistencyHealthIndicator")
    HealthIndicator consistencyHealthIndicator(Auditing auditing) {
        return new ConsistencyHealth(auditing);
    }

    @Bean
    @ConditionalOnBean(Backlogs.class)
    @ConditionalOnEnabledHealthIndicator("events")
    @ConditionalOnMissingBean(name = "eventsHealthIndicator")
    HealthIndicator eventsHealthIndicator(Backlogs backlogs) {
        return new EventsHealth(backlogs);
    }

    /** In the place of Spring Boot's own, which takes a node without Redis for down. */
    @Bean
    @ConditionalOnBean(RedisWatch.class)
    @ConditionalOnEnabledHealthIndicator("redis")
    @ConditionalOnMissingBean(name = "redisHealthIndicator")
    HealthIndicator redisHealthIndicator(RedisWatch watch) {
        return new RedisHealth(watch);
    }
}
