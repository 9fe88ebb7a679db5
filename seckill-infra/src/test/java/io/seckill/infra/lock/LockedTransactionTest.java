package io.seckill.infra.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.LockMisuseException;
import io.seckill.infra.lock.redis.RedissonLockProvider;
import io.seckill.testkit.servers.DatabaseServer;
import io.seckill.testkit.servers.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.redisson.spring.starter.RedissonAutoConfigurationV4;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** Case 30 of the locks' contract: the lock wraps the transaction, so that the next holder sees what was committed. */
class LockedTransactionTest {
    private static final int THREADS = 8;
    private static final int TIMES = 25;
    private static final DatabaseServer SERVER = Servers.shared().database();
    private static final String DATABASE = SERVER.createDatabase();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    LockAutoConfiguration.class,
                    RedissonAutoConfigurationV4.class,
                    DataRedisAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    TransactionAutoConfiguration.class))
            .withPropertyValues(
                    "spring.data.redis.host=127.0.0.1",
                    "spring.data.redis.port=" + Servers.shared().redis().port(),
                    "spring.datasource.url=" + SERVER.jdbcUrl(DATABASE),
                    "spring.datasource.username=" + SERVER.user(),
                    "spring.datasource.password=" + SERVER.password())
            .withBean(Counter.class)
            .withBean(Caller.class);

    static class Counter {
        private final JdbcTemplate sql;

        Counter(DataSource database) {
            this.sql = new JdbcTemplate(database);
        }

        void create() {
            sql.execute("CREATE TABLE IF NOT EXISTS counters (id INT PRIMARY KEY, value INT NOT NULL)");
            sql.update("REPLACE INTO counters VALUES (1, 0)");
        }

        int value() {
            return Objects.requireNonNull(sql.queryForObject("SELECT value FROM counters WHERE id = 1", Integer.class));
        }

        /** Reads, and writes what it made of that: no row lock and no condition helps. */
        @Transactional
        @Locked(name = "counter-#{#id}", maxWait = "60s")
        public void increment(int id) {
            Integer value = sql.queryForObject("SELECT value FROM counters WHERE id = ?", Integer.class, id);
            sql.update("UPDATE counters SET value = ? WHERE id = ?", Objects.requireNonNull(value) + 1, id);
        }

        @Transactional
        @Locked(name = "counter-#{#id}")
        public void incrementAndFail(int id) {
            sql.update("UPDATE counters SET value = value + 1 WHERE id = ?", id);
            throw new IllegalStateException("no");
        }
    }

    static class Caller {
        private final Counter counter;

        Caller(Counter counter) {
            this.counter = counter;
        }

        @Transactional
        public void incrementInATransaction() {
            counter.increment(1);
        }
    }

    @Test
    void noIncrementIsLost() {
        application.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(RedissonLockProvider.class);
            Counter counter = context.getBean(Counter.class);
            counter.create();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    all.add(threads.submit(() -> {
                        for (int n = 0; n < TIMES; n++) {
                            counter.increment(1);
                        }
                    }));
                }
                for (Future<?> one : all) {
                    one.get(2, TimeUnit.MINUTES);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(counter.value()).isEqualTo(THREADS * TIMES);
        });
    }

    @Test
    void inATransactionThatBeganBeforeItIsRefused() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            counter.create();
            assertThatThrownBy(context.getBean(Caller.class)::incrementInATransaction)
                    .isInstanceOf(LockMisuseException.class)
                    .hasMessageContaining("lock counter-1: " + Counter.class.getName() + ".increment(int)");
            assertThat(counter.value()).isZero();
        });
    }

    @Test
    void whatFailsIsRolledBackAndTheLockIsFree() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            counter.create();
            assertThatThrownBy(() -> counter.incrementAndFail(1)).hasMessage("no");
            assertThat(counter.value()).isZero();
            counter.increment(1);
            assertThat(counter.value()).isEqualTo(1);
        });
    }
}
