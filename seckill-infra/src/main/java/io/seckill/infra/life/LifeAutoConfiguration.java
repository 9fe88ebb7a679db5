package io.seckill.infra.life;

import io.seckill.core.admission.SaleSignals;
import io.seckill.core.event.EventPublisher;
import io.seckill.core.event.Outbox;
import io.seckill.core.event.Relaying;
import io.seckill.core.event.Relaying.RelayEvents;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.operate.Auditing;
import io.seckill.core.operate.Auditing.AuditEvents;
import io.seckill.core.operate.OperateSales;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.payment.PaymentGateway;
import io.seckill.core.payment.Refunding;
import io.seckill.core.payment.Refunding.RefundEvents;
import io.seckill.core.payment.TakePayments;
import io.seckill.core.release.CancelOrder;
import io.seckill.core.release.Expiring;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.release.ReleaseEvents;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.schedule.Scheduler;
import io.seckill.infra.ConditionalOnSelling;
import io.seckill.infra.database.DatabaseAutoConfiguration;
import io.seckill.infra.event.EventAutoConfiguration;
import io.seckill.infra.event.EventProperties;
import io.seckill.infra.node.NodeAutoConfiguration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Gives what is done about orders after they were placed, by people and by the node itself. */
@AutoConfiguration(after = {DatabaseAutoConfiguration.class, NodeAutoConfiguration.class, EventAutoConfiguration.class})
@ConditionalOnSelling
@ConditionalOnBean({Scheduler.class, SaleSignals.class, LockProvider.class})
@EnableConfigurationProperties(AuditProperties.class)
public class LifeAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(OrderReleases.class)
    CancelOrder cancelOrder(OrderReleases releases, SaleSignals signals, ObjectProvider<ReleaseEvents> events) {
        return new CancelOrder(releases, signals, events.getIfAvailable(ReleaseEvents::none));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({PaymentBook.class, OrderBook.class})
    TakePayments takePayments(OrderBook orders, PaymentBook payments, ObjectProvider<PaymentGateway> gateway) {
        return new TakePayments(orders, payments, Optional.ofNullable(gateway.getIfAvailable()));
    }

    @Bean
    @Primary
    @ConditionalOnMissingBean
    @ConditionalOnBean(name = "saleOperationRows")
    OperateSales operateSales(@Qualifier("saleOperationRows") SaleOperations rows, SaleSignals signals) {
        return new OperateSales(rows, signals);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(OrderReleases.class)
    Expiring expiring(
            OrderReleases releases, SaleSignals signals, ObjectProvider<ReleaseEvents> events, Scheduler scheduler) {
        return new Expiring(releases, signals, events.getIfAvailable(ReleaseEvents::none), scheduler);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(PaymentBook.class)
    Refunding refunding(
            PaymentBook payments, ObjectProvider<PaymentGateway> gateway, ObjectProvider<RefundEvents> events) {
        return new Refunding(
                payments, Optional.ofNullable(gateway.getIfAvailable()), events.getIfAvailable(RefundEvents::none));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({Outbox.class, EventPublisher.class})
    @ConditionalOnBooleanProperty(name = "seckill.events.enabled", matchIfMissing = true)
    Relaying relaying(
            Outbox outbox,
            EventPublisher publisher,
            EventProperties properties,
            ObjectProvider<RelayEvents> events,
            Scheduler scheduler) {
        return new Relaying(outbox, publisher, properties.keep(), events.getIfAvailable(RelayEvents::none), scheduler);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({SaleAudit.class, SaleOperations.class})
    @ConditionalOnBooleanProperty(name = "seckill.audit.enabled", matchIfMissing = true)
    Auditing auditing(
            SaleAudit audit,
            SaleOperations operations,
            AuditProperties properties,
            ObjectProvider<AuditEvents> events,
            Scheduler scheduler) {
        return new Auditing(
                audit, operations, properties.every(), events.getIfAvailable(() -> result -> {}), scheduler);
    }

    @Bean
    @ConditionalOnMissingBean
    RoundsLifecycle roundsLifecycle(
            ObjectProvider<Expiring> expiring,
            ObjectProvider<Refunding> refunding,
            ObjectProvider<Relaying> relaying,
            ObjectProvider<Auditing> auditing,
            LockProvider locks,
            Scheduler scheduler) {
        RoundsLifecycle rounds = new RoundsLifecycle(locks, scheduler);
        expiring.ifAvailable(round -> rounds.onEveryNode("expiring orders", round));
        refunding.ifAvailable(round -> rounds.onEveryNode("refunding payments", round));
        relaying.ifAvailable(round -> rounds.onOneNode("publishing events", "event-relay", round));
        auditing.ifAvailable(round -> rounds.onOneNode("auditing sales", "sale-audits", round));
        return rounds;
    }
}
