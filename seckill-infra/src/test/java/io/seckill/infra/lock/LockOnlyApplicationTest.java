package io.seckill.infra.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.order.PlaceOrder;
import io.seckill.core.schedule.Scheduler;
import io.seckill.testkit.servers.DatabaseServer;
import io.seckill.testkit.servers.Servers;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application with a database of its own that only wants locks, and has none of the libraries for selling. */
class LockOnlyApplicationTest {
    private static final DatabaseServer SERVER = Servers.shared().database();
    private static final String DATABASE = SERVER.createDatabase();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Application.class)
            .withClassLoader(new FilteredClassLoader(
                    "org.flywaydb",
                    "org.springframework.boot.flyway",
                    "org.mybatis",
                    "org.apache.ibatis",
                    "com.github.benmanes.caffeine"))
            .withPropertyValues(
                    "spring.data.redis.host=127.0.0.1",
                    "spring.data.redis.port=" + Servers.shared().redis().port(),
                    "spring.datasource.url=" + SERVER.jdbcUrl(DATABASE),
                    "spring.datasource.username=" + SERVER.user(),
                    "spring.datasource.password=" + SERVER.password());

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Test
    void ithasLocksAndNeitherOurTablesNorOurDesks() {
        application.run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(DataSource.class)
                    .hasSingleBean(LockProvider.class)
                    .doesNotHaveBean(StockLedger.class)
                    .doesNotHaveBean(PlaceOrder.class)
                    .doesNotHaveBean(Scheduler.class)
                    .doesNotHaveBean("redisWatch")
                    .doesNotHaveBean("sellingHealthIndicator");
            try (Lease lease = context.getBean(LockProvider.class)
                    .tryAcquire(LockRequest.of(new LockName("lock only")))
                    .orElseThrow()) {
                assertThat(lease.isValid()).isTrue();
            }
            assertThat(new JdbcTemplate(context.getBean(DataSource.class)).queryForList("SHOW TABLES"))
                    .isEmpty();
        });
    }

    @Test
    void askingToSellWithoutTheLibrariesGivesLocksAlone() {
        application.withPropertyValues("seckill.selling.enabled=true").run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(LockProvider.class)
                .doesNotHaveBean(StockLedger.class)
                .doesNotHaveBean(HealthIndicator.class));
    }
}
