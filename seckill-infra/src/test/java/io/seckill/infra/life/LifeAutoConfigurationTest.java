package io.seckill.infra.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.admission.SaleSignals;
import io.seckill.core.event.EventPublisher;
import io.seckill.core.event.Outbox;
import io.seckill.core.event.Relaying;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.operate.Auditing;
import io.seckill.core.operate.OperateSales;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.payment.PaymentGateway;
import io.seckill.core.payment.Refunding;
import io.seckill.core.payment.TakePayments;
import io.seckill.core.release.CancelOrder;
import io.seckill.core.release.Expiring;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.release.ReleaseEvents;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.schedule.Scheduler;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.infra.event.Backlogs;
import io.seckill.infra.event.EventAutoConfiguration;
import io.seckill.infra.event.EventProperties;
import io.seckill.testkit.lock.InMemoryLockProvider;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LifeAutoConfigurationTest {
    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withPropertyValues("seckill.selling.enabled=true")
            .withConfiguration(AutoConfigurations.of(EventAutoConfiguration.class, LifeAutoConfiguration.class));

    private final ApplicationContextRunner node = bare.withBean(Scheduler.class, () -> new ThreadScheduler(1, 4))
            .withBean(LockProvider.class, InMemoryLockProvider::new)
            .withBean(SaleSignals.class, SaleSignals::none);

    private final ApplicationContextRunner withDatabase = with(
                    with(
                                    with(
                                            with(
                                                    with(with(node, OrderReleases.class), PaymentBook.class),
                                                    OrderBook.class),
                                            Outbox.class),
                                    SaleAudit.class)
                            .withBean("saleRows", SaleCatalog.class, () -> idle(SaleCatalog.class)),
                    EventPublisher.class)
            .withBean("saleOperationRows", SaleOperations.class, () -> idle(SaleOperations.class));

    @Test
    void withADatabaseAndAGatewayThereIsAllOfIt() {
        with(withDatabase, PaymentGateway.class).run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(CancelOrder.class)
                .hasSingleBean(TakePayments.class)
                .hasSingleBean(Expiring.class)
                .hasSingleBean(Refunding.class)
                .hasSingleBean(Relaying.class)
                .hasSingleBean(Auditing.class)
                .hasSingleBean(Backlogs.class)
                .hasSingleBean(RoundsLifecycle.class));
    }

    @Test
    void operatorsAreHeardByEveryNode() {
        withDatabase.run(
                context -> assertThat(context.getBean(SaleOperations.class)).isInstanceOf(OperateSales.class));
    }

    @Test
    void withoutAGatewayPaymentsThatWereStoredAreSettledAllTheSame() {
        withDatabase.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(TakePayments.class)
                .hasSingleBean(Refunding.class));
    }

    @Test
    void eventsAndAuditsCanBeTurnedOff() {
        withDatabase
                .withPropertyValues("seckill.events.enabled=false", "seckill.audit.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Expiring.class)
                        .hasSingleBean(EventProperties.class)
                        .doesNotHaveBean(Relaying.class)
                        .doesNotHaveBean(Backlogs.class)
                        .doesNotHaveBean(Auditing.class));
        with(node, RedissonClient.class)
                .withPropertyValues("seckill.events.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EventPublisher.class));
    }

    @Test
    void withRedisEventsArePublishedToAStream() {
        with(node, RedissonClient.class)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(EventPublisher.class));
        with(with(node, RedissonClient.class), EventPublisher.class)
                .run(context -> assertThat(context.getBean(EventPublisher.class).toString())
                        .as("the application's own")
                        .startsWith("idle"));
    }

    @Test
    void anApplicationThatDoesNotSellHasNone() {
        withDatabase.withPropertyValues("seckill.selling.enabled=false").run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(CancelOrder.class)
                .doesNotHaveBean(RoundsLifecycle.class));
    }

    @Test
    void withoutWhatTheyNeedThereIsNone() {
        bare.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RoundsLifecycle.class));
        node.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(CancelOrder.class)
                .doesNotHaveBean(TakePayments.class)
                .doesNotHaveBean(Expiring.class)
                .doesNotHaveBean(Relaying.class)
                .doesNotHaveBean(Auditing.class));
    }

    @Test
    void anApplicationsOwnRoundStandsInForOurs() {
        Expiring own = new Expiring(
                idle(OrderReleases.class), SaleSignals.none(), ReleaseEvents.none(), idle(Scheduler.class));
        withDatabase.withBean(Expiring.class, () -> own).run(context -> assertThat(context.getBean(Expiring.class))
                .isSameAs(own));
    }

    @Test
    void settingsAreBound() {
        withDatabase
                .withPropertyValues("seckill.audit.every=7s", "seckill.events.keep=2h")
                .run(context -> {
                    assertThat(context.getBean(AuditProperties.class).every()).isEqualTo(Duration.ofSeconds(7));
                    assertThat(context.getBean(EventProperties.class).keep()).isEqualTo(Duration.ofHours(2));
                });
    }

    @Test
    void theRoundsRunWhileTheNodeDoes() {
        withDatabase.run(context ->
                assertThat(context.getBean(RoundsLifecycle.class).isRunning()).isTrue());
    }

    private static <T> ApplicationContextRunner with(ApplicationContextRunner runner, Class<T> port) {
        return runner.withBean(port, () -> idle(port));
    }

    /** A port behind which nothing is: no rows, no units, no answer of interest. */
    private static <T> T idle(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            Class<?> type = method.getReturnType();
            if (type == String.class) {
                return "idle " + port.getSimpleName();
            }
            Map<Class<?>, Object> answers =
                    Map.of(List.class, List.of(), Optional.class, Optional.empty(), int.class, 0, boolean.class, false);
            return answers.get(type);
        }));
    }
}
