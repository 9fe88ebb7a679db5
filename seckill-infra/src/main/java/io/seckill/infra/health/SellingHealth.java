package io.seckill.infra.health;

import io.seckill.core.desk.NodeActivity;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.desk.SaleActivity.Standing;
import java.util.Locale;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** How this node stands to its sales; degraded while it sells one without a desk. Safe for use by many threads. */
final class SellingHealth extends AbstractHealthIndicator {
    private final SaleActivities activities;

    SellingHealth(SaleActivities activities) {
        this.activities = activities;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        NodeActivity now = activities.ofAll();
        builder.up().withDetail("waiting", now.waiting());
        for (Standing standing : Standing.values()) {
            builder.withDetail(standing.name().toLowerCase(Locale.ROOT), now.sales(standing));
        }
        if (now.sales(Standing.ALONE) > 0) {
            builder.status(Degraded.STATUS)
                    .withDetail(
                            "meaning", "no desk is in reach for the sales that are alone; they are sold, but slower");
        }
    }
}
