package io.seckill.infra.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.core.event.Relaying.RelayEvents;
import io.seckill.core.operate.Auditing.AuditEvents;
import io.seckill.core.operate.Auditing.AuditResult;
import io.seckill.core.payment.Refunding.RefundEvents;
import io.seckill.core.release.ReleaseEvents;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts what is done about orders after they were placed. Every series is there from the start, so that its first increase is
 * seen. Safe for use by many threads.
 */
final class LifeMeters implements ReleaseEvents, RefundEvents, RelayEvents, AuditEvents {
    private final Counter expired;
    private final Counter cancelled;
    private final Counter refunded;
    private final Counter notRefunded;
    private final Counter published;
    private final Counter notPublished;
    private final Map<AuditResult, Counter> audits = new EnumMap<>(AuditResult.class);

    LifeMeters(MeterRegistry registry) {
        expired = counter(registry, "seckill.expired.orders", "orders that this node expired, unpaid");
        cancelled = counter(registry, "seckill.cancelled.orders", "orders that buyers cancelled at this node");
        refunded = refunds(registry, "refunded");
        notRefunded = refunds(registry, "failed");
        published = counter(registry, "seckill.published.messages", "messages that this node published");
        notPublished = counter(registry, "seckill.publishing.failures", "how often this node could not publish");
        for (AuditResult result : AuditResult.values()) {
            audits.put(result, audits(registry, result));
        }
    }

    @Override
    public void expired(int orders) {
        expired.increment(orders);
    }

    @Override
    public void cancelled() {
        cancelled.increment();
    }

    @Override
    public void refunded() {
        refunded.increment();
    }

    @Override
    public void notRefunded() {
        notRefunded.increment();
    }

    @Override
    public void published(int messages) {
        published.increment(messages);
    }

    @Override
    public void notPublished() {
        notPublished.increment();
    }

    @Override
    public void audited(AuditResult result) {
        Counter counter = audits.get(result);
        if (counter != null) {
            counter.increment();
        }
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private static Counter refunds(MeterRegistry registry, String result) {
        return Counter.builder("seckill.refunds")
                .description("how often this node asked the gateway for a refund")
                .tag("result", result)
                .register(registry);
    }

    private static Counter audits(MeterRegistry registry, AuditResult result) {
        return Counter.builder("seckill.audits")
                .description("audits of a sale by this node")
                .tag("result", result.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
