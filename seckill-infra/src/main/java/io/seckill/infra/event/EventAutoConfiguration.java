package io.seckill.infra.event;

import io.seckill.core.event.EventPublisher;
import io.seckill.core.event.Outbox;
import io.seckill.core.schedule.Scheduler;
import io.seckill.infra.ConditionalOnSelling;
import io.seckill.infra.database.DatabaseAutoConfiguration;
import java.time.Duration;
import org.redisson.api.RedissonClient;
import org.redisson.spring.starter.RedissonAutoConfigurationV4;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives the way to other programs: a stream of the application's Redis. */
@AutoConfiguration(after = {DatabaseAutoConfiguration.class, RedissonAutoConfigurationV4.class})
@ConditionalOnSelling
@EnableConfigurationProperties(EventProperties.class)
public class EventAutoConfiguration {
    private static final Duration FRESH = Duration.ofSeconds(5);

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(RedissonClient.class)
    @ConditionalOnBooleanProperty(name = "seckill.events.enabled", matchIfMissing = true)
    EventPublisher eventPublisher(RedissonClient client, EventProperties properties) {
        return new RedissonEventStream(client, properties.stream(), properties.maxLength());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({Outbox.class, Scheduler.class})
    @ConditionalOnBooleanProperty(name = "seckill.events.enabled", matchIfMissing = true)
    Backlogs backlogs(Outbox outbox, Scheduler scheduler) {
        return new Backlogs(outbox, scheduler, FRESH);
    }
}
