package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.admission.SaleSnapshots;
import io.seckill.core.desk.DeskDirectory;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import io.seckill.core.operate.SaleArchive;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.schedule.Scheduler;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.infra.lock.LockAutoConfiguration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
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
}
