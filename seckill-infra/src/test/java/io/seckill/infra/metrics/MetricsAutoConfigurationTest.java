package io.seckill.infra.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.core.desk.NodeActivity;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.desk.SaleActivity;
import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.desk.SellingEvents;
import io.seckill.core.sale.SaleId;
import java.util.Map;
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
}
