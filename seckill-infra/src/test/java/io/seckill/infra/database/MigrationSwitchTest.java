package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class MigrationSwitchTest {
    private static final String OFF = "seckill.database.migrate=false";

    private final FreshDatabase database = new FreshDatabase();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    FlywayAutoConfiguration.class,
                    SchemaAutoConfiguration.class,
                    DatabaseAutoConfiguration.class))
            .withPropertyValues(database.properties())
            .withPropertyValues("seckill.selling.enabled=true");
    private final ApplicationContextRunner withBothUsers = application.withPropertyValues(
            "spring.flyway.user=" + database.migrationUser(), "spring.flyway.password=" + database.migrationPassword());

    @Test
    void aProgramWithBothUsersMigratesAndSells() {
        withBothUsers.run(context -> {
            assertThat(context).hasNotFailed();
            assertSells(context);
        });
    }

    @Test
    void turnedOffItRefusesAnEmptyDatabaseInOneSentence() {
        application.withPropertyValues(OFF).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("the database's schema is empty, and this program needs version 3: "));
        assertThat(database.flyway(FreshDatabase.MIGRATIONS).info().pending()).isNotEmpty();
    }

    @Test
    void turnedOffTheProgramsUserSellsOnASchemaThatIsThere() {
        database.flyway(FreshDatabase.MIGRATIONS).migrate();

        application.withPropertyValues(OFF).run(context -> {
            assertThat(context).hasNotFailed();
            assertSells(context);
        });
    }

    /** So nodes of one release can be started again while the next one is being brought in. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProgramSellsOnASchemaThatHasOneMoreMigrationThanItKnows(boolean migrate) {
        database.flyway(FreshDatabase.MIGRATIONS, FreshDatabase.ONE_MORE).migrate();

        withBothUsers.withPropertyValues("seckill.database.migrate=" + migrate).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(Flyway.class).info().current().getVersion())
                    .hasToString("1000");
            assertSells(context);
        });
    }

    @Test
    void anApplicationsOwnStrategyStandsInForIt() {
        FlywayMigrationStrategy own = flyway -> {};

        application.withBean(FlywayMigrationStrategy.class, () -> own).run(context -> assertThat(context)
                .hasNotFailed()
                .getBean(FlywayMigrationStrategy.class)
                .isSameAs(own));
    }

    @Test
    void itMigratesUnlessToldOtherwise() {
        withBothUsers.run(context ->
                assertThat(context.getBean(DatabaseProperties.class)).isEqualTo(new DatabaseProperties(true)));
        withBothUsers.withPropertyValues(OFF).run(context -> assertThat(context.getBean(DatabaseProperties.class))
                .isEqualTo(new DatabaseProperties(false)));
    }

    private static void assertSells(ApplicationContext context) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        SaleId sale = new SaleId("s-1");
        SaleTerms terms = new SaleTerms(
                "a phone",
                new Money(1_999, "CNY"),
                now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofHours(1)),
                1,
                Duration.ofMinutes(15));
        assertThat(context.getBean(SaleCatalog.class)
                        .create(new NewSale(sale, terms, 2, new BuyerId("operator"), new RequestKey("k"))))
                .isInstanceOf(CreatedSale.Created.class);
        assertThat(context.getBean(StockLedger.class).commit(sale, Sales.requests(sale, 3)))
                .filteredOn(Outcome.Placed.class::isInstance)
                .hasSize(2);
        assertThat(context.getBean(SaleAudit.class).audit(sale).orElseThrow().violations())
                .isEmpty();
    }
}
