package io.seckill.infra.lock.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.lock.Release;
import io.seckill.core.lock.store.LeaseStore.Claim;
import io.seckill.testkit.net.TcpProxy;
import io.seckill.testkit.servers.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the database's own, and no case of the contract. */
class DatabaseClaimTest {
    private static final LockDatabase DATABASE =
            LockDatabase.migrated(Servers.shared().database());
    private static final Duration LEASE_TIME = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final LockName name = new LockName("claim:" + UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofManyClaimsThatWantANameAtOnceOneGetsIt(boolean commits) {
        try (HikariDataSource pool = DATABASE.pool();
                HikariDataSource other = DATABASE.pool()) {
            pool.setAutoCommit(commits);
            other.setAutoCommit(commits);
            List<DatabaseLeaseStore> stores =
                    List.of(new DatabaseLeaseStore(pool, LEASE_TIME), new DatabaseLeaseStore(other, LEASE_TIME));
            for (int i = 0; i < 100; i++) {
                Claim fresh = theOneThatTook(stores);
                DATABASE.end(name);
                Claim next = theOneThatTook(stores);
                assertThat(fresh.prove().join()).isEqualTo(Claim.NOT_OURS);
                assertThat(fresh.giveBack().join()).isFalse();
                assertThat(next.prove().join()).isEqualTo(LEASE_TIME.toMillis());
                // Several ask while the row goes, which is where the database finds deadlocks.
                List<CompletableFuture<Boolean>> asked = taking(claims(stores));
                assertThat(next.giveBack().join()).isTrue();
                asked.forEach(CompletableFuture::join);
                DATABASE.delete(name);
            }
        }
    }

    private Claim theOneThatTook(List<DatabaseLeaseStore> stores) {
        List<Claim> claims = claims(stores);
        List<CompletableFuture<Boolean>> taken = taking(claims);
        List<Claim> ours = Stream.iterate(0, i -> i + 1)
                .limit(claims.size())
                .filter(i -> taken.get(i).join())
                .map(claims::get)
                .toList();
        assertThat(ours).hasSize(1);
        return ours.get(0);
    }

    private List<Claim> claims(List<DatabaseLeaseStore> stores) {
        return Stream.generate(() -> stores)
                .limit(3)
                .flatMap(List::stream)
                .map(store -> store.claim(name))
                .toList();
    }

    private static List<CompletableFuture<Boolean>> taking(List<Claim> claims) {
        return claims.stream().map(Claim::take).toList();
    }

    /** The session's clock stands still, so that a renewal changes nothing, and says so where changed rows are counted. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&useAffectedRows=true"})
    void aRenewalInTheSameMicrosecondIsOne(String option) {
        try (HikariDataSource pool = DATABASE.pool(option + "&sessionVariables=timestamp=2000000000.25")) {
            Claim claim = new DatabaseLeaseStore(pool, LEASE_TIME).claim(name);
            assertThat(claim.take().join()).isTrue();
            for (int i = 0; i < 3; i++) {
                assertThat(claim.prove().join()).isEqualTo(LEASE_TIME.toMillis());
            }
            assertThat(claim.giveBack().join()).isTrue();
            assertThat(claim.giveBack().join()).isFalse();
        }
    }

    @Test
    void sessionsOfDifferentTimeZonesAgree() {
        try (HikariDataSource east = DATABASE.pool("&sessionVariables=time_zone='%2B12:00'");
                HikariDataSource west = DATABASE.pool("&sessionVariables=time_zone='-12:00'")) {
            Claim held = new DatabaseLeaseStore(east, LEASE_TIME).claim(name);
            assertThat(held.take().join()).isTrue();
            assertThat(new DatabaseLeaseStore(west, LEASE_TIME)
                            .claim(name)
                            .take()
                            .join())
                    .isFalse();
            assertThat(held.giveBack().join()).isTrue();
            Claim back = new DatabaseLeaseStore(west, LEASE_TIME).claim(name);
            assertThat(back.take().join()).isTrue();
            assertThat(new DatabaseLeaseStore(east, LEASE_TIME)
                            .claim(name)
                            .take()
                            .join())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasTakenByAnAnswerThatWasLostIsGivenBackLongBeforeItsTime(boolean commits) throws Exception {
        try (TcpProxy proxy =
                        TcpProxy.to(DATABASE.server().host(), DATABASE.server().port());
                HikariDataSource pool = DATABASE.poolBy(proxy)) {
            pool.setAutoCommit(commits);
            try (DatabaseLockProvider locks = provider(pool)) {
                acquired(locks, new LockName(name + " before")).close();
                proxy.cutAnswerAfter(statement("INSERT INTO lock_leases"));
                assertThatThrownBy(() -> locks.tryAcquire(LockRequest.of(name)))
                        .isInstanceOf(LockUnavailableException.class)
                        .hasMessageContainingAll(name.value(), "the database failed");
                assertThat(proxy.isAnswerCutArmed()).isFalse();
                acquired(locks, name).close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReleaseWhoseAnswerIsLostIsUnknownAndDoneAllTheSame(boolean commits) throws Exception {
        try (TcpProxy proxy =
                        TcpProxy.to(DATABASE.server().host(), DATABASE.server().port());
                HikariDataSource pool = DATABASE.poolBy(proxy)) {
            pool.setAutoCommit(commits);
            try (DatabaseLockProvider locks = provider(pool)) {
                Lease lease = acquired(locks, name);
                proxy.cutAnswerAfter(statement("DELETE FROM lock_leases"));
                assertThat(lease.release()).isEqualTo(Release.UNKNOWN);
                assertThat(proxy.isAnswerCutArmed()).isFalse();
                acquired(locks, name).close();
            }
        }
    }

    @Test
    void aTableThatIsMissingIsSaid() {
        try (HikariDataSource pool = LockDatabase.empty(DATABASE.server()).pool();
                DatabaseLockProvider locks = provider(pool)) {
            assertThatThrownBy(() -> locks.tryAcquire(LockRequest.of(name)))
                    .isInstanceOf(LockUnavailableException.class)
                    .hasMessageContainingAll(name.value(), "lock_leases", "apply the migrations");
        }
    }

    @Test
    void aPoolThatOnlyReadsIsSaid() {
        try (HikariDataSource pool = DATABASE.pool()) {
            pool.setReadOnly(true);
            try (DatabaseLockProvider locks = provider(pool)) {
                assertThatThrownBy(() -> locks.tryAcquire(LockRequest.of(name)))
                        .isInstanceOf(LockUnavailableException.class)
                        .hasMessageContainingAll(name.value(), "read-only");
            }
        }
    }

    /** Later, when nobody waits for them any more, they would only be in the way of others. */
    @Test
    void callsThatFoundNoConnectionInTimeAreNotMade() throws Exception {
        try (HikariDataSource pool = DATABASE.pool()) {
            pool.setMaximumPoolSize(1);
            try (DatabaseLockProvider locks = provider(pool)) {
                acquired(locks, new LockName(name + " before")).close();
                Claim late = new DatabaseLeaseStore(pool, LEASE_TIME).claim(name);
                CompletableFuture<Boolean> taken;
                try (var busy = pool.getConnection()) {
                    assertThat(busy.isValid(1)).isTrue();
                    taken = late.take();
                    assertThatThrownBy(() -> locks.tryAcquire(LockRequest.of(name)))
                            .isInstanceOf(LockUnavailableException.class);
                }
                assertThatThrownBy(taken::join)
                        .hasMessageContaining("there was no free connection within 1000 ms")
                        .cause()
                        .satisfies(failure ->
                                assertThat(late.mayHaveTaken(failure)).isFalse());
                assertThat(DATABASE.held()).doesNotContain(name.value());
            }
        }
    }

    private static DatabaseLockProvider provider(HikariDataSource pool) {
        return new DatabaseLockProvider(pool, LEASE_TIME, new DatabaseFencingTokens(pool));
    }

    private static Lease acquired(DatabaseLockProvider locks, LockName name) throws InterruptedException {
        return locks.tryAcquire(LockRequest.of(name).waiting(SOON))
                .orElseThrow(() -> new AssertionError("still held: " + name));
    }

    private static Predicate<byte[]> statement(String beginning) {
        return chunk -> new String(chunk, StandardCharsets.ISO_8859_1).contains(beginning);
    }
}
