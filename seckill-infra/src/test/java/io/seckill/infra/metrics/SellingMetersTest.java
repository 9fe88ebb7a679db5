package io.seckill.infra.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.core.desk.SellingEvents.BatchResult;
import io.seckill.core.desk.SellingEvents.BundleResult;
import io.seckill.core.desk.SellingEvents.Source;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SellingMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SellingMeters meters = new SellingMeters(registry);

    @Test
    void everySeriesIsThereBeforeAnythingHappens() {
        assertThat(registry.get("seckill.orders").timers())
                .hasSize(2 * (3 + Refusal.class.getPermittedSubclasses().length))
                .allMatch(timer -> timer.count() == 0);
        assertThat(registry.get("seckill.batch.commit").timers()).hasSize(2 * BatchResult.values().length);
        assertThat(registry.get("seckill.bundle.size").summaries()).hasSize(BundleResult.values().length);
        assertThat(registry.get("seckill.elections").counter().count()).isZero();
    }

    @Test
    void anAnswerIsCountedByOutcomeCodeAndSource() {
        meters.answered(Outcome.refused(new Refusal.SoldOut()), Source.MEMORY, Duration.ofMillis(3));
        meters.answered(new Outcome.Unknown(), Source.DESK, Duration.ofSeconds(10));

        assertThat(answers("refused", "SOLD_OUT", "memory")).isEqualTo(1);
        assertThat(answers("refused", "SOLD_OUT", "desk")).isZero();
        assertThat(answers("unknown", "none", "desk")).isEqualTo(1);
        assertThat(registry.get("seckill.orders")
                        .tag("outcome", "unknown")
                        .tag("source", "desk")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(10);
    }

    @Test
    void aBatchIsCountedByWhoCommittedItAndWhatCameOfIt() {
        meters.batchEnded(BatchResult.DECIDED, false, 300, Duration.ofMillis(8));
        meters.batchEnded(BatchResult.UNKNOWN, true, 20, Duration.ofMillis(9));
        meters.drawn(Duration.ofMillis(4));

        assertThat(registry.get("seckill.batch.size").summary().totalAmount()).isEqualTo(320);
        assertThat(batches("desk", "decided")).isEqualTo(1);
        assertThat(batches("alone", "unknown")).isEqualTo(1);
        assertThat(batches("alone", "decided")).isZero();
        assertThat(registry.get("seckill.order.wait").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(4);
    }

    @Test
    void aBundleIsCountedByWhatCameOfIt() {
        meters.handedOver(BundleResult.NOT_DESK, 256);

        assertThat(registry.get("seckill.bundle.size")
                        .tag("result", "not_desk")
                        .summary()
                        .totalAmount())
                .isEqualTo(256);
    }

    @Test
    void aDeskIsThereWhileItIsHeld() {
        meters.elected(new SaleId("phone"), Instant.parse("2026-11-22T20:00:00Z"));

        assertThat(registry.get("seckill.desk.since")
                        .tag("sale", "phone")
                        .timeGauge()
                        .value(TimeUnit.SECONDS))
                .isEqualTo((double) Instant.parse("2026-11-22T20:00:00Z").getEpochSecond());

        meters.deskEnded(new SaleId("phone"));

        assertThat(registry.find("seckill.desk.since").timeGauges()).isEmpty();
        assertThat(registry.get("seckill.elections").counter().count()).isEqualTo(1);
    }

    @Test
    void moreDesksThanAScrapeShouldCarryAreOnlyCounted() {
        for (int i = 0; i < 2 * SellingMeters.MOST_DESKS; i++) {
            meters.elected(new SaleId("sale-" + i), Instant.EPOCH);
        }
        assertThat(registry.find("seckill.desk.since").timeGauges()).hasSize(SellingMeters.MOST_DESKS);
        for (int i = 0; i < 2 * SellingMeters.MOST_DESKS; i++) {
            meters.deskEnded(new SaleId("sale-" + i));
        }
        assertThat(registry.find("seckill.desk.since").timeGauges()).isEmpty();
        assertThat(registry.get("seckill.elections").counter().count()).isEqualTo(2 * SellingMeters.MOST_DESKS);
    }

    private long answers(String outcome, String code, String source) {
        return registry.get("seckill.orders")
                .tags("outcome", outcome, "code", code, "source", source)
                .timer()
                .count();
    }

    private long batches(String mode, String result) {
        return registry.get("seckill.batch.commit")
                .tags("mode", mode, "result", result)
                .timer()
                .count();
    }
}
