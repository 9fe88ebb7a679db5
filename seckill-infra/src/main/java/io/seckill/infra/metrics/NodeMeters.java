package io.seckill.infra.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.infra.lock.redis.RedisWatch;
import io.seckill.infra.lock.redis.RedisWatch.Presence;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;

/** What this node does now. Safe for use by many threads. */
final class NodeMeters implements MeterBinder {
    private final ObjectProvider<SaleActivities> node;
    private final ObjectProvider<RedisWatch> redis;

    /** Both are left out where the application has none. */
    NodeMeters(ObjectProvider<SaleActivities> node, ObjectProvider<RedisWatch> redis) {
        this.node = node;
        this.redis = redis;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        node.ifAvailable(activities -> bind(activities, registry));
        redis.ifAvailable(
                watch -> Gauge.builder("seckill.redis.up", watch, asked -> asked.presence() == Presence.THERE ? 1 : 0)
                        .description("1 while Redis answers this node, 0 while it does not; the sales go on without it")
                        .register(registry));
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
