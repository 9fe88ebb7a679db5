package io.seckill.infra.lock.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.testkit.lock.FencingTokensContract;
import io.seckill.testkit.servers.DatabaseServer;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DatabaseFencingTokensTest extends FencingTokensContract {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration SLACK = Duration.ofMillis(700);
    private static final DatabaseServer SERVER = Servers.startDatabase(ServerKind.chosen());
    private static final LockDatabase DATABASE = LockDatabase.migrated(SERVER);
    private static final HikariDataSource HERE = DATABASE.pool();
    private static final HikariDataSource THERE = DATABASE.pool();
    private static final FencingTokens TOKENS = new DatabaseFencingTokens(HERE);
    private static final FencingTokens OTHERS = new DatabaseFencingTokens(THERE);

    @AfterAll
    static void close() {
        HERE.close();
        THERE.close();
        SERVER.close();
    }

    @Override
    protected FencingTokens tokens() {
        return TOKENS;
    }

    @Override
    protected FencingTokens otherTokens() {
        return OTHERS;
    }

    @Test
    void theyBeginAtOneAndTellCaseAndAccentsApart() {
        for (String name : new String[] {"sale", "Sale", "sälé", "锁", "🔒"}) {
            assertThat(TOKENS.next(new LockName(name))).isEqualTo(new FencingToken(1));
        }
    }

    @Test
    void theyGrowOverARestartOfTheDatabase() {
        LockName name = someName();
        FencingToken before = TOKENS.next(name);
        SERVER.stop();
        SERVER.start();
        HERE.getHikariPoolMXBean().softEvictConnections();
        THERE.getHikariPoolMXBean().softEvictConnections();
        try (HikariDataSource fresh = DATABASE.pool()) {
            assertThat(new DatabaseFencingTokens(fresh).next(name)).isGreaterThan(before);
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsWaitedForWithinABoundAndAnInterruptIsKept() {
        LockName name = someName();
        try (HikariDataSource pool = DATABASE.pool()) {
            FencingTokens tokens = new DatabaseFencingTokens(pool);
            tokens.next(name);
            SERVER.pause();
            try {
                Thread.currentThread().interrupt();
                long start = System.nanoTime();
                assertThatThrownBy(() -> tokens.next(name))
                        .isInstanceOf(LockUnavailableException.class)
                        .hasMessageContainingAll(name.value(), "fencing token", "the database");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND.plus(SLACK));
                assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
            } finally {
                SERVER.resume();
            }
        }
    }

    @Test
    void aTableThatIsMissingIsSaid() {
        LockName name = someName();
        try (HikariDataSource pool = LockDatabase.empty(SERVER).pool()) {
            assertThatThrownBy(() -> new DatabaseFencingTokens(pool).next(name))
                    .isInstanceOf(LockUnavailableException.class)
                    .hasMessageContainingAll(name.value(), "fencing_tokens", "apply the migrations");
        }
    }

    @Test
    void aTokenIsCommittedWhereConnectionsDoNotDoSo() {
        LockName name = someName();
        try (HikariDataSource pool = DATABASE.pool()) {
            pool.setAutoCommit(false);
            FencingToken drawn = new DatabaseFencingTokens(pool).next(name);
            assertThat(TOKENS.next(name)).isGreaterThan(drawn);
        }
    }
}
