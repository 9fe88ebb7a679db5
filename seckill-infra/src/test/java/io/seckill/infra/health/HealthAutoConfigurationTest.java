package io.seckill.infra.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.NodeActivity;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.desk.SaleActivity;
import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.event.Outbox;
import io.seckill.core.event.Outbox.Backlog;
import io.seckill.core.operate.Auditing;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.infra.event.EventAutoConfiguration;
import io.seckill.infra.life.Scripted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void aSaleThatBreaksItsLawsIsNamed() {
        withAudits(new AuditReport(10, 9, 0, 0, 0, 0, 0, 0, 0)).run(context -> {
            Auditing auditing = context.getBean(Auditing.class);
            HealthIndicator indicator = context.getBean("consistencyHealthIndicator", HealthIndicator.class);
            assertThat(health(indicator).getStatus()).as("nothing is known yet").isEqualTo(Status.UP);
            auditing.go();
            Health health = health(indicator);
            assertThat(health.getStatus()).isEqualTo(Degraded.STATUS);
            assertThat(health.getDetails())
                    .containsEntry(
                            "violations", Map.of("phone", List.of("law 1: 1 units are taken, but live orders have 0")));
        });
    }

    @Test
    void aSaleThatKeepsThemIsNot() {
        withAudits(new AuditReport(10, 10, 0, 0, 0, 0, 0, 0, 0)).run(context -> {
            context.getBean(Auditing.class).go();
            Health health = health(context.getBean("consistencyHealthIndicator", HealthIndicator.class));
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"0,UP", "60,UP", "61,DEGRADED"})
    void eventsThatAreLateAreSeen(int seconds, String status) {
        withBacklog(() -> new Backlog(seconds, Duration.ofSeconds(seconds))).run(context -> {
            Health health = health(context.getBean("eventsHealthIndicator", HealthIndicator.class));
            assertThat(health.getStatus().getCode()).isEqualTo(status);
            assertThat(health.getDetails())
                    .containsEntry("waiting", (long) seconds)
                    .containsEntry("oldestSeconds", (long) seconds);
        });
    }

    @Test
    void aDatabaseThatDoesNotSayIsNotAFaultOfTheEvents() {
        withBacklog(() -> {
                    throw new BackendUnavailableException("away", null);
                })
                .run(context -> assertThat(health(context.getBean("eventsHealthIndicator", HealthIndicator.class))
                                .getStatus())
                        .isEqualTo(Status.UNKNOWN));
    }

    @Test
    void eachCanBeTurnedOff() {
        withBacklog(() -> new Backlog(0, Duration.ZERO))
                .withPropertyValues("management.health.events.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("eventsHealthIndicator"));
        withAudits(new AuditReport(10, 10, 0, 0, 0, 0, 0, 0, 0))
                .withPropertyValues("management.health.consistency.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("consistencyHealthIndicator"));
    }

    private ApplicationContextRunner withAudits(AuditReport report) {
        return bare.withBean(Auditing.class, () -> Scripted.auditing(report));
    }

    private ApplicationContextRunner withBacklog(Supplier<Backlog> answer) {
        return bare.withConfiguration(AutoConfigurations.of(EventAutoConfiguration.class))
                .withBean(Scheduler.class, () -> new ThreadScheduler(1, 1))
                .withBean(Outbox.class, () -> Scripted.outbox(answer));
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
