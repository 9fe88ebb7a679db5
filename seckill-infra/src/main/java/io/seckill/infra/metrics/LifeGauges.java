package io.seckill.infra.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.seckill.core.event.Outbox.Backlog;
import io.seckill.core.operate.Auditing;
import io.seckill.infra.event.Backlogs;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.springframework.beans.factory.ObjectProvider;

/** What waits to be published, and what the audits found. Safe for use by many threads. */
final class LifeGauges implements MeterBinder {
    private final ObjectProvider<Backlogs> backlogs;
    private final ObjectProvider<Auditing> auditing;

    /** Both are left out where the application has none. */
    LifeGauges(ObjectProvider<Backlogs> backlogs, ObjectProvider<Auditing> auditing) {
        this.backlogs = backlogs;
        this.auditing = auditing;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        backlogs.ifAvailable(waiting -> bind(waiting, registry));
        auditing.ifAvailable(audits -> Gauge.builder("seckill.sales.inconsistent", audits, found -> found.violated()
                        .size())
                .description("sales whose orders and units do not agree, as the node knows that audits")
                .register(registry));
    }

    private static void bind(Backlogs waiting, MeterRegistry registry) {
        Gauge.builder("seckill.outbox.messages", waiting, now -> value(now, Backlog::messages))
                .description("messages that wait to be published; the same on every node")
                .register(registry);
        TimeGauge.builder(
                        "seckill.outbox.age",
                        waiting,
                        TimeUnit.MILLISECONDS,
                        now -> value(now, backlog -> backlog.oldest().toMillis()))
                .description("how long the oldest of them has waited")
                .register(registry);
    }

    /** No number while the database does not say. */
    private static double value(Backlogs waiting, ToLongFunction<Backlog> of) {
        return waiting.now().map(backlog -> (double) of.applyAsLong(backlog)).orElse(Double.NaN);
    }
}
