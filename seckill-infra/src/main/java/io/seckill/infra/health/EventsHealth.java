package io.seckill.infra.health;

import io.seckill.core.event.Outbox.Backlog;
import io.seckill.infra.event.Backlogs;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Degraded while other programs hear late of orders. Safe for use by many threads. */
final class EventsHealth extends AbstractHealthIndicator {
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Backlogs backlogs;

    EventsHealth(Backlogs backlogs) {
        this.backlogs = backlogs;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Optional<Backlog> now = backlogs.now();
        if (now.isEmpty()) {
            builder.unknown().withDetail("meaning", "the database does not say what waits to be published");
            return;
        }
        Backlog backlog = now.get();
        builder.up()
                .withDetail("waiting", backlog.messages())
                .withDetail("oldestSeconds", backlog.oldest().toSeconds());
        if (backlog.oldest().compareTo(LATE) > 0) {
            builder.status(Degraded.STATUS)
                    .withDetail("meaning", "other programs hear late of orders; none of the messages is lost");
        }
    }
}
