package io.seckill.infra.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.desk.SaleActivity.Standing;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;

/** What this node does now. Safe for use by many threads. */
final class NodeMeters implements MeterBinder {
    private final ObjectProvider<SaleActivities> node;

    /** @param node none where the application sells nothing */
    NodeMeters(ObjectProvider<SaleActivities> node) {
        this.node = node;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        node.ifAvailable(activities -> bind(activities, registry));
    }

    private static void bind(SaleActivities activities, MeterRegistry registry) {
        Gauge.builder("seckill.queue.depth", activities, all -> all.ofAll().waiting())
                .description("orders that wait on this node, handed over ones included")
                .baseUnit("orders")
                .register(registry);
        for (Standing standing : Standing.values()) {
            Gauge.builder("seckill.sales", activities, all -> all.ofAll().sales(standing))
                    .description("sales that were asked for here, by how this node stands to them")
                    .tag("standing", standing.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }
}
