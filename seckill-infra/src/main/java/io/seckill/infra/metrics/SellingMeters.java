package io.seckill.infra.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.seckill.core.desk.SellingEvents;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts what happens while this node sells. The values of its labels are few and fixed; a sale is one only while this node is its desk,
 * of {@value #MOST_DESKS} sales at most. Safe for use by many threads.
 */
final class SellingMeters implements SellingEvents {
    static final int MOST_DESKS = 100;

    private final MeterRegistry registry;
    private final OrderMeters orders;
    private final Timer waits;
    private final DistributionSummary batchSizes;
    private final Map<BatchResult, Timer> deskBatches;
    private final Map<BatchResult, Timer> aloneBatches;
    private final Map<BundleResult, DistributionSummary> bundles = new EnumMap<>(BundleResult.class);
    private final Counter elections;
    private final Map<SaleId, Meter.Id> desks = new ConcurrentHashMap<>();

    SellingMeters(MeterRegistry registry) {
        this.registry = registry;
        this.orders = new OrderMeters(registry);
        this.waits = Timer.builder("seckill.order.wait")
                .description("how long orders waited for the batch that drew them")
                .serviceLevelObjectives(Buckets.TIMES)
                .register(registry);
        this.batchSizes = DistributionSummary.builder("seckill.batch.size")
                .description("orders in a batch")
                .baseUnit("orders")
                .serviceLevelObjectives(Buckets.SIZES)
                .register(registry);
        this.deskBatches = batches(registry, "desk");
        this.aloneBatches = batches(registry, "alone");
        for (BundleResult result : BundleResult.values()) {
            bundles.put(result, bundles(registry, result));
        }
        this.elections = Counter.builder("seckill.elections")
                .description("how often this node became the desk of a sale")
                .register(registry);
    }

    private static Map<BatchResult, Timer> batches(MeterRegistry registry, String mode) {
        Map<BatchResult, Timer> timers = new EnumMap<>(BatchResult.class);
        for (BatchResult result : BatchResult.values()) {
            timers.put(
                    result,
                    Timer.builder("seckill.batch.commit")
                            .description("how long batches took, from the first statement to the answer of the commit")
                            .tag("mode", mode)
                            .tag("result", label(result))
                            .serviceLevelObjectives(Buckets.TIMES)
                            .register(registry));
        }
        return timers;
    }

    private static DistributionSummary bundles(MeterRegistry registry, BundleResult result) {
        return DistributionSummary.builder("seckill.bundle.size")
                .description("orders in a bundle that was handed over")
                .baseUnit("orders")
                .tag("result", label(result))
                .serviceLevelObjectives(Buckets.SIZES)
                .register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void answered(Outcome outcome, Source source, Duration took) {
        orders.answered(outcome, source, took);
    }

    @Override
    public void drawn(Duration waited) {
        waits.record(waited);
    }

    @Override
    public void batchEnded(BatchResult result, boolean alone, int size, Duration took) {
        batchSizes.record(size);
        Timer timer = (alone ? aloneBatches : deskBatches).get(result);
        if (timer != null) {
            timer.record(took);
        }
    }

    @Override
    public void handedOver(BundleResult result, int size) {
        DistributionSummary summary = bundles.get(result);
        if (summary != null) {
            summary.record(size);
        }
    }

    @Override
    public void elected(SaleId sale, Instant at) {
        elections.increment();
        if (desks.size() < MOST_DESKS) {
            desks.put(sale, since(sale, at));
        }
    }

    private Meter.Id since(SaleId sale, Instant at) {
        return TimeGauge.builder("seckill.desk.since", at, TimeUnit.MILLISECONDS, Instant::toEpochMilli)
                .description("when this node became the desk of the sale, in seconds since 1970")
                .tag("sale", sale.value())
                .strongReference(true)
                .register(registry)
                .getId();
    }

    @Override
    public void deskEnded(SaleId sale) {
        Meter.Id since = desks.remove(sale);
        if (since != null) {
            registry.remove(since);
        }
    }
}
