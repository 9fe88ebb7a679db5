package io.seckill.infra.database;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariDataSource;
import io.seckill.core.admission.SaleSnapshots;
import io.seckill.core.desk.DeskDirectory;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.event.EventPublisher;
import io.seckill.core.event.Outbox;
import io.seckill.core.operate.SaleArchive;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.infra.ConditionalOnSelling;
import io.seckill.infra.lock.LockAutoConfiguration;
import java.security.SecureRandom;
import javax.sql.DataSource;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/** Gives the ports over the application's database, where it sells. */
@AutoConfiguration(after = DataSourceTransactionManagerAutoConfiguration.class, before = LockAutoConfiguration.class)
@ConditionalOnSelling
@ConditionalOnClass({SqlSessionTemplate.class, HikariDataSource.class, Caffeine.class})
@ConditionalOnSingleCandidate(DataSource.class)
@EnableConfigurationProperties({LedgerProperties.class, HoardingProperties.class})
public class DatabaseAutoConfiguration {
    private static final System.Logger LOG = System.getLogger(DatabaseAutoConfiguration.class.getName());
    private static final int BLOCKING_THREADS = 16;

    @Bean
    @ConditionalOnMissingBean(Scheduler.class)
    ThreadScheduler scheduler() {
        return new ThreadScheduler(Math.max(2, Runtime.getRuntime().availableProcessors()), BLOCKING_THREADS);
    }

    @Bean
    @ConditionalOnMissingBean
    DeskConnections deskConnections(JdbcConnectionDetails database, LedgerProperties properties, Scheduler scheduler) {
        return new DeskConnections(
                database.getJdbcUrl(),
                database.getUsername(),
                database.getPassword(),
                properties.connections(),
                scheduler);
    }

    @Bean
    @ConditionalOnMissingBean
    DeskSessions deskSessions(DeskConnections connections) {
        return new DeskSessions(connections);
    }

    @Bean
    @ConditionalOnMissingBean
    Transactions transactions(JdbcConnectionDetails database, LedgerProperties properties, Scheduler scheduler) {
        return new Transactions(new DeskConnections(
                "seckill-others",
                database.getJdbcUrl(),
                database.getUsername(),
                database.getPassword(),
                properties.otherConnections(),
                scheduler));
    }

    @Bean
    @ConditionalOnMissingBean
    Reading reading(DataSource database, PlatformTransactionManager transactions) {
        return new Reading(database, transactions);
    }

    @Bean
    @ConditionalOnMissingBean
    StockLedger stockLedger(DeskSessions sessions, OutboxWriting outbox, HoardingProperties hoarding) {
        return new MyBatisStockLedger(sessions, outbox, hoarding.maxExpired());
    }

    /** Where nobody is to hear of events, or nobody publishes them, none are written: they would stay for ever. */
    @Bean
    @ConditionalOnMissingBean
    OutboxWriting outboxWriting(
            @Value("${seckill.events.enabled:true}") boolean enabled, ListableBeanFactory application) {
        boolean published =
                BeanFactoryUtils.beanNamesForTypeIncludingAncestors(application, EventPublisher.class, true, false)
                                .length
                        > 0;
        if (enabled && !published) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "no events are written, for there is neither a Redis nor an EventPublisher to publish them;"
                            + " seckill.events.enabled=false says that none are wanted");
        }
        return new OutboxWriting(enabled && published);
    }

    @Bean
    @ConditionalOnMissingBean
    OrderReleases orderReleases(
            Reading reading, Transactions transactions, OutboxWriting outbox, LedgerProperties properties) {
        int mostCancels = Math.max(1, properties.otherConnections() / 2);
        return new MyBatisOrderReleases(reading, transactions, outbox, mostCancels);
    }

    @Bean
    @ConditionalOnMissingBean
    PaymentBook paymentBook(Reading reading, Transactions transactions, OutboxWriting outbox) {
        return new MyBatisPaymentBook(reading, transactions, outbox);
    }

    @Bean
    @ConditionalOnMissingBean
    Outbox outbox(Reading reading, Transactions transactions) {
        return new MyBatisOutbox(reading, transactions);
    }

    @Bean
    @ConditionalOnMissingBean
    LedgerRehearsal ledgerRehearsal(
            DeskSessions sessions, OutboxWriting outbox, HoardingProperties hoarding, Scheduler scheduler) {
        MyBatisStockLedger ledger = new MyBatisStockLedger(sessions, outbox, hoarding.maxExpired());
        SaleId sale = new SaleId("rehearsal" + Long.toString(new SecureRandom().nextLong(1L << 60), 36));
        return new LedgerRehearsal(sessions, ledger, sale, scheduler.clock().instant());
    }

    /** The rows themselves. */
    @Bean
    @ConditionalOnMissingBean(name = "saleRows")
    SaleCatalog saleRows(Reading reading, Transactions transactions) {
        return new MyBatisSaleCatalog(reading, transactions);
    }

    /** Copies of them, for the crowd. */
    @Bean
    @Primary
    @ConditionalOnMissingBean(name = "saleCatalog")
    SaleCatalog saleCatalog(SaleCatalog saleRows) {
        return new CachedSaleCatalog(saleRows);
    }

    @Bean
    @ConditionalOnMissingBean
    OrderBook orderBook(Reading reading) {
        return new MyBatisOrderBook(reading);
    }

    @Bean
    @ConditionalOnMissingBean
    SaleAudit saleAudit(Reading reading) {
        return new MyBatisSaleAudit(reading);
    }

    /** What operators change, without a word to other nodes. */
    @Bean
    @ConditionalOnMissingBean(name = "saleOperationRows")
    SaleOperations saleOperationRows(Reading reading, Transactions transactions) {
        return new MyBatisSaleOperations(reading, transactions);
    }

    @Bean
    @ConditionalOnMissingBean
    SaleArchive saleArchive(Transactions transactions) {
        return new MyBatisSaleArchive(transactions);
    }

    @Bean
    @ConditionalOnMissingBean
    Durability durability(Reading reading) {
        return new Durability(reading);
    }

    @Bean
    @ConditionalOnMissingBean
    SaleSnapshots saleSnapshots(DeskSessions sessions, Reading reading) {
        return new MyBatisSaleSnapshots(sessions, reading);
    }

    @Bean
    @ConditionalOnMissingBean
    DeskDirectory deskDirectory(DeskSessions sessions) {
        return new MyBatisDeskDirectory(sessions);
    }
}
