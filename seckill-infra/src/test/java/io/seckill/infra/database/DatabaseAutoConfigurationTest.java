package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.admission.SaleSnapshots;
import io.seckill.core.desk.DeskDirectory;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.event.EventPublisher;
import io.seckill.core.event.Outbox;
import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.operate.SaleArchive;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.release.Cancellation;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.infra.event.EventAutoConfiguration;
import io.seckill.infra.lock.LockAutoConfiguration;
import io.seckill.testkit.ledger.InMemoryOrderReleases;
import io.seckill.testkit.ledger.InMemoryPaymentBook;
import io.seckill.testkit.ledger.InMemoryStockLedger;
import io.seckill.testkit.lock.HeardLog;
import io.seckill.testkit.lock.InMemoryLockProvider;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DatabaseAutoConfigurationTest {
    private static final RealStore STORE = new RealStore();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withPropertyValues("seckill.selling.enabled=true")
            .withConfiguration(AutoConfigurations.of(DatabaseAutoConfiguration.class, LockAutoConfiguration.class));
    private final ApplicationContextRunner withDatabase = application
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class))
            .withPropertyValues(STORE.database().properties());

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void withADatabaseThereIsEveryPortThatRestsOnIt() {
        withDatabase.run(context -> {
            assertThat(context).hasNotFailed();
            for (Class<?> port : List.of(
                    StockLedger.class,
                    OrderBook.class,
                    SaleAudit.class,
                    SaleSnapshots.class,
                    DeskDirectory.class,
                    OrderReleases.class,
                    PaymentBook.class,
                    Outbox.class,
                    SaleOperations.class,
                    SaleArchive.class,
                    FencingTokens.class,
                    Scheduler.class)) {
                assertThat(context).hasSingleBean(port);
            }
            assertThat(context.getBean(SaleCatalog.class)).isInstanceOf(CachedSaleCatalog.class);
            assertThat(context.getBean("saleRows")).isInstanceOf(MyBatisSaleCatalog.class);
            assertThat(context.getBean(SaleCatalog.class).list()).isEmpty();
        });
    }

    @Test
    void tokensComeFromTheDatabaseAlsoWhenThereAreLocks() {
        withDatabase.run(
                context -> assertThat(context.getBean(FencingTokens.class).next(new LockName("a")))
                        .isEqualTo(new FencingToken(1)));
    }

    @Test
    void anApplicationsOwnBeansStandInForThem() {
        StockLedger own = (sale, batch) -> List.of();
        ThreadScheduler ownScheduler = new ThreadScheduler(1, 1);
        withDatabase
                .withBean(StockLedger.class, () -> own)
                .withBean(Scheduler.class, () -> ownScheduler)
                .run(context -> {
                    assertThat(context.getBean(StockLedger.class)).isSameAs(own);
                    assertThat(context.getBean(Scheduler.class)).isSameAs(ownScheduler);
                });
    }

    @Test
    void anApplicationsOwnAdaptersStandInForThoseOfOrders() {
        InMemoryStockLedger own = new InMemoryStockLedger(Clock.systemUTC());
        OrderReleases releases = new InMemoryOrderReleases(own);
        PaymentBook payments = new InMemoryPaymentBook(own);
        withDatabase
                .withBean(OrderReleases.class, () -> releases)
                .withBean(PaymentBook.class, () -> payments)
                .withBean(Outbox.class, own::outbox)
                .run(context -> {
                    assertThat(context.getBean(OrderReleases.class)).isSameAs(releases);
                    assertThat(context.getBean(PaymentBook.class)).isSameAs(payments);
                    assertThat(context.getBean(Outbox.class)).isSameAs(own.outbox());
                });
    }

    @Test
    void eventsAreWrittenUnlessTheyAreTurnedOff() {
        ApplicationContextRunner published = withDatabase.withBean(EventPublisher.class, () -> messages -> {});
        published.run(
                context -> assertThat(context.getBean(OutboxWriting.class)).isEqualTo(new OutboxWriting(true)));
        published
                .withPropertyValues("seckill.events.enabled=false")
                .run(context -> assertThat(context.getBean(OutboxWriting.class)).isEqualTo(new OutboxWriting(false)));
    }

    @Test
    void eventsThatARedisPublishesAreWritten() {
        withDatabase
                .withConfiguration(AutoConfigurations.of(EventAutoConfiguration.class))
                .withBean(RedissonClient.class, DatabaseAutoConfigurationTest::idleRedis)
                .withBean(LockProvider.class, InMemoryLockProvider::new)
                .run(context -> assertThat(context.getBean(OutboxWriting.class)).isEqualTo(new OutboxWriting(true)));
    }

    @Test
    void eventsThatNobodyPublishesAreNotWrittenAndAWarningSaysSo() {
        try (HeardLog log = new HeardLog.OfJavaLogging()) {
            withDatabase
                    .withConfiguration(AutoConfigurations.of(EventAutoConfiguration.class))
                    .run(context ->
                            assertThat(context.getBean(OutboxWriting.class)).isEqualTo(new OutboxWriting(false)));
            assertThat(log.lines())
                    .filteredOn(line -> line.message().contains("no events are written"))
                    .hasSize(1)
                    .allMatch(line -> line.message().contains("seckill.events.enabled=false"));
        }
    }

    @Test
    void whereNoEventsAreWantedNothingWarnsOfIt() {
        try (HeardLog log = new HeardLog.OfJavaLogging()) {
            withDatabase.withPropertyValues("seckill.events.enabled=false").run(context -> assertThat(
                            context.getBean(OutboxWriting.class))
                    .isEqualTo(new OutboxWriting(false)));
            assertThat(log.lines()).noneMatch(line -> line.message().contains("no events are written"));
        }
    }

    @Test
    void theCapOnExpiredOrdersIsTheLedgers() {
        try (RealStore store = new RealStore()) {
            SaleId sale = Sales.open(store, 5);
            withDatabase
                    .withPropertyValues(store.database().properties())
                    .withPropertyValues("seckill.hoarding.max-expired=1")
                    .run(context -> {
                        StockLedger ledger = context.getBean(StockLedger.class);
                        ledger.commit(sale, List.of(Sales.request(sale, "alice")));
                        store.write("UPDATE orders SET pay_by = placed_at");
                        assertThat(context.getBean(OrderReleases.class).expire(sale, 1))
                                .isEqualTo(1);
                        OrderRequest again = new OrderRequest(
                                Sales.freshOrderId(), sale, new BuyerId("alice"), new RequestKey("again"), 1);
                        assertThat(ledger.commit(sale, List.of(again)))
                                .containsExactly(Outcome.refused(new Refusal.TooManyExpired(1)));
                    });
        }
    }

    @Test
    void cancelsTakeHalfOfTheOtherConnections() {
        try (RealStore store = new RealStore()) {
            SaleId sale = Sales.open(store, 2);
            List<OrderRequest> requests = Sales.requests(sale, 2);
            withDatabase
                    .withPropertyValues(store.database().properties())
                    .withPropertyValues("seckill.ledger.other-connections=2")
                    .run(context -> {
                        context.getBean(StockLedger.class).commit(sale, requests);
                        OrderReleases releases = context.getBean(OrderReleases.class);
                        CompletableFuture<Cancellation> first;
                        try (RowHolder held = new RowHolder(store, sale)) {
                            assertThat(held).isNotNull();
                            first = CompletableFuture.supplyAsync(() -> cancel(releases, requests.get(0)));
                            Waiting.untilOneWaitsForALock(store);
                            assertThat(cancel(releases, requests.get(1))).isEqualTo(new Cancellation.Busy());
                        }
                        assertThat(first.get(30, TimeUnit.SECONDS)).isInstanceOf(Cancellation.Cancelled.class);
                    });
        }
    }

    private static Cancellation cancel(OrderReleases releases, OrderRequest request) {
        return releases.cancel(request.orderId(), request.buyer());
    }

    @Test
    void anApplicationThatDoesNotSellHasNoneOfThem() {
        withDatabase.withPropertyValues("seckill.selling.enabled=false").run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(StockLedger.class)
                .doesNotHaveBean(SaleCatalog.class)
                .doesNotHaveBean(DeskConnections.class));
    }

    @Test
    void withoutADatabaseThereIsNoneOfThem() {
        application.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(StockLedger.class)
                .doesNotHaveBean(SaleCatalog.class)
                .doesNotHaveBean(DeskConnections.class));
    }

    @Test
    void aDatabaseThatIsAwayDoesNotKeepTheContextFromStarting() {
        withDatabase
                .withPropertyValues("spring.datasource.url=jdbc:mysql://127.0.0.1:1/nowhere")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private static RedissonClient idleRedis() {
        return (RedissonClient) Proxy.newProxyInstance(
                RedissonClient.class.getClassLoader(),
                new Class<?>[] {RedissonClient.class},
                (proxy, method, args) -> method.getReturnType() == int.class ? 0 : null);
    }
}
