package io.seckill.infra.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.NodeActivity;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.desk.SaleActivity;
import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.sale.SaleId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HealthAutoConfigurationTest {
    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withPropertyValues("seckill.selling.enabled=true")
            .withConfiguration(AutoConfigurations.of(HealthAutoConfiguration.class));
    private final ApplicationContextRunner selling =
            bare.withBean(SaleActivities.class, () -> standing(Standing.SELLING));

    @Test
    void aNodeThatIsADeskIsUp() {
        selling.run(context -> {
            Health health = health(context.getBean("sellingHealthIndicator", HealthIndicator.class));
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("selling", 1).containsEntry("alone", 0);
        });
    }

    @Test
    void aNodeThatSellsWithoutADeskIsDegraded() {
        bare.withBean(SaleActivities.class, () -> standing(Standing.ALONE)).run(context -> {
            Health health = health(context.getBean("sellingHealthIndicator", HealthIndicator.class));
            assertThat(health.getStatus()).isEqualTo(Degraded.STATUS);
            assertThat(health.getDetails()).containsEntry("alone", 1).containsKey("meaning");
        });
    }

    @Test
    void whatThereIsNothingToTellOfIsLeftOut() {
        bare.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
        selling.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("sellingHealthIndicator"));
    }

    @Test
    void anApplicationThatDoesNotSellHasNothingToTell() {
        selling.withPropertyValues("seckill.selling.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void itCanBeOverriddenAndTurnedOff() {
        HealthIndicator own = () -> Health.down().build();
        selling.withBean("sellingHealthIndicator", HealthIndicator.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(HealthIndicator.class)).isSameAs(own));
        selling.withPropertyValues("management.health.selling.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
    }

    private static Health health(HealthIndicator indicator) {
        Health health = indicator.health();
        assertThat(health).isNotNull();
        return health;
    }

    private static SaleActivities standing(Standing standing) {
        return new SaleActivities() {
            @Override
            public SaleActivity of(SaleId sale) {
                throw new IllegalStateException("nobody asks for one sale");
            }

            @Override
            public NodeActivity ofAll() {
                return new NodeActivity(0, Map.of(standing, 1));
            }
        };
    }
}
