package io.seckill.infra.health;

import io.seckill.core.operate.Auditing;
import io.seckill.core.sale.SaleId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Degraded while a sale's orders and units do not agree, on the node that audits. Safe for use by many threads. */
final class ConsistencyHealth extends AbstractHealthIndicator {
    private final Auditing auditing;

    ConsistencyHealth(Auditing auditing) {
        this.auditing = auditing;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Map<SaleId, List<String>> violated = auditing.violated();
        builder.up();
        if (!violated.isEmpty()) {
            Map<String, List<String>> sales = new TreeMap<>();
            violated.forEach((sale, violations) -> sales.put(sale.value(), violations));
            builder.status(Degraded.STATUS)
                    .withDetail("meaning", "the orders and units of these sales do not agree; they were paused")
                    .withDetail("violations", sales);
        }
    }
}
