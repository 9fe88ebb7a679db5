package io.seckill.infra.health;

import io.seckill.infra.lock.redis.RedisWatch;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Degraded while Redis is away: the sales go on without it. Safe for use by many threads. */
final class RedisHealth extends AbstractHealthIndicator {
    private final RedisWatch watch;

    RedisHealth(RedisWatch watch) {
        this.watch = watch;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        switch (watch.presence()) {
            case UNKNOWN -> builder.unknown().withDetail("meaning", "Redis was not asked yet");
            case THERE -> builder.up();
            case AWAY ->
                builder.status(Degraded.STATUS)
                        .withDetail("meaning", "Redis does not answer; the sales go on without it");
        }
    }
}
