package io.seckill.infra.node;

import io.seckill.core.admission.Admission;
import io.seckill.core.admission.Fingerprint;
import io.seckill.core.admission.OrderIds;
import io.seckill.core.admission.SaleSignals;
import io.seckill.core.admission.SaleSnapshots;
import io.seckill.core.desk.DeskDirectory;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.desk.SellingEvents;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.order.PlaceOrder;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.schedule.Scheduler;
import io.seckill.infra.ConditionalOnSelling;
import io.seckill.infra.database.DatabaseAutoConfiguration;
import io.seckill.infra.database.LedgerProperties;
import io.seckill.infra.database.LedgerRehearsal;
import io.seckill.infra.lock.LockAutoConfiguration;
import io.seckill.infra.signal.RedissonSaleSignals;
import java.security.SecureRandom;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives the way of an order: admission, this node's desks, and the listener for other nodes. */
@AutoConfiguration(after = {DatabaseAutoConfiguration.class, LockAutoConfiguration.class})
@ConditionalOnSelling
@ConditionalOnBean({StockLedger.class, LockProvider.class})
@EnableConfigurationProperties({NodeProperties.class, DeskProperties.class, WarmUpProperties.class})
public class NodeAutoConfiguration {
    /** Connections that are not a batch's: for keeping idle ones alive, and for waiting a batch out. */
    private static final int OTHER_CONNECTIONS = 2;

    @Bean
    @ConditionalOnMissingBean
    SellingEvents sellingEvents() {
        return SellingEvents.none();
    }

    @Bean
    @ConditionalOnMissingBean
    SellingNode sellingNode(
            NodeProperties node,
            DeskProperties desk,
            LedgerProperties ledgerProperties,
            Scheduler scheduler,
            StockLedger ledger,
            LockProvider locks,
            DeskDirectory directory,
            SellingEvents events) {
        return new SellingNode(
                node,
                ledgerProperties.connections() - OTHER_CONNECTIONS,
                desk.settings(),
                scheduler,
                ledger,
                locks,
                directory,
                events);
    }

    @Bean
    @ConditionalOnMissingBean
    SellingNodeLifecycle sellingNodeLifecycle(SellingNode node) {
        return new SellingNodeLifecycle(node);
    }

    @Bean
    @ConditionalOnMissingBean
    SaleActivities saleActivities(SellingNode node) {
        return node.desks();
    }

    @Bean
    @ConditionalOnMissingBean
    SaleSignals saleSignals(ObjectProvider<RedissonClient> redis, Scheduler scheduler) {
        RedissonClient client = redis.getIfUnique();
        return client == null ? SaleSignals.none() : new RedissonSaleSignals(client, scheduler);
    }

    @Bean
    @ConditionalOnMissingBean(PlaceOrder.class)
    Admission placeOrder(
            SaleCatalog saleCatalog,
            @Qualifier("saleRows") SaleCatalog saleRows,
            OrderBook orders,
            SaleSnapshots snapshots,
            SaleSignals signals,
            SellingNode node,
            Scheduler scheduler,
            SellingEvents events) {
        SecureRandom random = new SecureRandom();
        return new Admission(
                saleCatalog,
                saleRows,
                orders,
                snapshots,
                signals,
                node.desks(),
                scheduler,
                new OrderIds(scheduler.clock(), random),
                Fingerprint.draw(random),
                events);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({LedgerRehearsal.class, Admission.class})
    WarmUp warmUp(
            SellingNode node,
            LedgerRehearsal rehearsal,
            SaleCatalog catalog,
            Admission admission,
            Scheduler scheduler,
            WarmUpProperties properties) {
        return new WarmUp(node, rehearsal, catalog, admission, scheduler, properties);
    }
}
