package io.seckill.infra.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.core.desk.NodeActivity;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.desk.SaleActivity;
import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.desk.SellingEvents;
import io.seckill.core.event.Outbox;
import io.seckill.core.event.Outbox.Backlog;
import io.seckill.core.event.Relaying.RelayEvents;
import io.seckill.core.operate.Auditing;
import io.seckill.core.operate.Auditing.AuditEvents;
import io.seckill.core.operate.Auditing.AuditResult;
import io.seckill.core.payment.Refunding.RefundEvents;
import io.seckill.core.release.ReleaseEvents;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.infra.event.EventAutoConfiguration;
import io.seckill.infra.life.Scripted;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MetricsAutoConfigurationTest {
    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withPropertyValues("seckill.selling.enabled=true")
            .withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class));
    private final ApplicationContextRunner withRegistry = bare.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void withARegistryWhatHappensIsCounted() {
        withRegistry.run(
                context -> assertThat(context.getBean(SellingEvents.class)).isInstanceOf(SellingMeters.class));
    }

    @Test
    void anApplicationsOwnEventsStandInForThem() {
        SellingEvents own = SellingEvents.none();
        withRegistry
                .withBean(SellingEvents.class, () -> own)
                .run(context -> assertThat(context.getBean(SellingEvents.class)).isSameAs(own));
    }

    @Test
    void anApplicationThatDoesNotSellHasNothingToCount() {
        withRegistry
                .withPropertyValues("seckill.selling.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SellingEvents.class));
    }

    @Test
    void withoutARegistryOrMicrometerNothingIsCounted() {
        bare.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SellingEvents.class));
        bare.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SellingEvents.class));
    }

    @Test
    void whatTheNodeDoesNowIsReadWhenItIsAskedFor() {
        int[] waiting = {0};
        withRegistry
                .withBean(SaleActivities.class, () -> new SaleActivities() {
                    @Override
                    public SaleActivity of(SaleId sale) {
                        throw new IllegalStateException("nobody asks for one sale");
                    }

                    @Override
                    public NodeActivity ofAll() {
                        return new NodeActivity(waiting[0], Map.of(Standing.SELLING, 2));
                    }
                })
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    context.getBean(NodeMeters.class).bindTo(registry);
                    waiting[0] = 7;
                    assertThat(registry.get("seckill.queue.depth").gauge().value())
                            .isEqualTo(7);
                    assertThat(registry.get("seckill.sales")
                                    .tag("standing", "selling")
                                    .gauge()
                                    .value())
                            .isEqualTo(2);
                    assertThat(registry.get("seckill.sales")
                                    .tag("standing", "alone")
                                    .gauge()
                                    .value())
                            .isZero();
                });
    }

    @Test
    void whatIsDoneAboutOrdersLaterIsCounted() {
        withRegistry.run(context -> {
            context.getBean(ReleaseEvents.class).expired(3);
            context.getBean(ReleaseEvents.class).cancelled();
            context.getBean(RefundEvents.class).refunded();
            context.getBean(RefundEvents.class).notRefunded();
            context.getBean(RelayEvents.class).published(7);
            context.getBean(RelayEvents.class).notPublished();
            context.getBean(AuditEvents.class).audited(AuditResult.VIOLATED);
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("seckill.expired.orders").counter().count()).isEqualTo(3);
            assertThat(registry.get("seckill.cancelled.orders").counter().count())
                    .isEqualTo(1);
            assertThat(count(registry, "seckill.refunds", "refunded")).isEqualTo(1);
            assertThat(count(registry, "seckill.refunds", "failed")).isEqualTo(1);
            assertThat(registry.get("seckill.published.messages").counter().count())
                    .isEqualTo(7);
            assertThat(registry.get("seckill.publishing.failures").counter().count())
                    .isEqualTo(1);
            assertThat(count(registry, "seckill.audits", "violated")).isEqualTo(1);
            assertThat(count(registry, "seckill.audits", "consistent"))
                    .as("there from the start")
                    .isZero();
            assertThat(count(registry, "seckill.audits", "failed")).isZero();
        });
    }

    @Test
    void whatWaitsToBePublishedAndWhatAuditsFoundIsReadWhenItIsAskedFor() {
        Auditing auditing = Scripted.auditing(new AuditReport(10, 9, 0, 0, 0, 0, 0, 0, 0));
        withRegistry
                .withConfiguration(AutoConfigurations.of(EventAutoConfiguration.class))
                .withBean(Scheduler.class, () -> new ThreadScheduler(1, 1))
                .withBean(Outbox.class, () -> Scripted.outbox(() -> new Backlog(12, Duration.ofMillis(2_500))))
                .withBean(Auditing.class, () -> auditing)
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    context.getBean(LifeGauges.class).bindTo(registry);
                    assertThat(gauge(registry, "seckill.outbox.messages")).isEqualTo(12);
                    assertThat(registry.get("seckill.outbox.age").timeGauge().value(TimeUnit.SECONDS))
                            .isEqualTo(2.5);
                    assertThat(gauge(registry, "seckill.sales.inconsistent")).isZero();
                    auditing.go();
                    assertThat(gauge(registry, "seckill.sales.inconsistent")).isEqualTo(1);
                });
    }

    @Test
    void aBacklogThatNobodyKnowsIsNoNumber() {
        withRegistry
                .withConfiguration(AutoConfigurations.of(EventAutoConfiguration.class))
                .withBean(Scheduler.class, () -> new ThreadScheduler(1, 1))
                .withBean(
                        Outbox.class,
                        () -> Scripted.outbox(() -> {
                            throw new BackendUnavailableException("away", null);
                        }))
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    context.getBean(LifeGauges.class).bindTo(registry);
                    assertThat(gauge(registry, "seckill.outbox.messages")).isNaN();
                });
    }

    private static double count(MeterRegistry registry, String name, String result) {
        return registry.get(name).tag("result", result).counter().count();
    }

    private static double gauge(MeterRegistry registry, String name) {
        return registry.get(name).gauge().value();
    }
}
