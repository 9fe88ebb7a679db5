package io.seckill.infra.health;

import io.seckill.infra.database.Durability;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Degraded while the database may lose committed orders in a crash. Safe for use by many threads. */
final class DurabilityHealth extends AbstractHealthIndicator {
    private final Durability durability;

    DurabilityHealth(Durability durability) {
        this.durability = durability;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<String> gaps = durability.gaps();
        builder.up().withDetail("durable", gaps.isEmpty());
        if (!gaps.isEmpty()) {
            builder.status(Degraded.STATUS).withDetail("gaps", gaps);
        }
    }
}
