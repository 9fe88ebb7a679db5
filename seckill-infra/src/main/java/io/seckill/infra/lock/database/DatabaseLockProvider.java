package io.seckill.infra.lock.database;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.store.StoredLocks;
import io.seckill.core.schedule.ThreadTimers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/**
 * Leases in MySQL or MariaDB, for those who have no Redis: a row per held name in the table {@code lock_leases}, with its
 * owner and the moment when it ends, by the database's clock. The row outlives a restart of the server, so nothing but the
 * end of its time, its owner or an administrator frees a lock.
 *
 * <p>An acquisition and a release cost one statement each, and a disk sync each where the database syncs its commits. A waiter in another JVM looks every 100 ms; one in the same JVM is woken by the release. How
 * it waits, and within which bounds it answers, is said at {@link StoredLocks}.
 *
 * <p>It uses up to {@value DatabaseCalls#CONNECTIONS} of the data source's connections at a time, each for one statement or two,
 * never the one of the caller's transaction: what a lease guards may be rolled back without freeing the lock. A connection that
 * does not answer within a second is given up. Whether the connections commit by themselves does not matter. How soon locks
 * are to be had again after an outage is up to the pool: give its URL a {@code connectTimeout} and a {@code socketTimeout} of
 * a few seconds, or a connection that hangs while it is opened may hold up all others.
 *
 * <p>Each held lease is renewed by a statement of its own, with a commit, at every third of the lease time: many leases at a
 * time want a longer one. One that finds no free connection in time is a lease lost: where the application's transactions may
 * use up the pool, give the locks a data source of their own.
 *
 * <p><b>When the database's clock jumps</b> forward, as no clock of a server should, leases end early, and two may hold one
 * name until the first is told, at most a third of the lease time later; when it jumps back, leases that nobody renews end
 * late. Tokens do not go by the clock. After a failover to a replica that did not have the last rows, those leases are lost,
 * and are told so likewise.
 *
 * <p>The rows of holders that were killed stay until their name is taken again. Those that ended long ago may be deleted.
 *
 * <p>Safe for use by many threads. The data source is the caller's, and is to be closed after this provider.
 */
public final class DatabaseLockProvider implements LockProvider, AutoCloseable {
    private final StoredLocks locks;

    /**
     * Asks nothing yet, and does not fail without the database.
     *
     * @param leaseTime how long others wait for the lock of a holder that was killed: half a second or more
     * @throws IllegalArgumentException if the lease time is shorter
     */
    public DatabaseLockProvider(DataSource database, Duration leaseTime, FencingTokens tokens) {
        this.locks = new StoredLocks(
                new DatabaseLeaseStore(database, leaseTime),
                tokens,
                new ThreadTimers("seckill-lock", StoredLocks.WORKERS));
    }

    @Override
    public Optional<Lease> tryAcquire(LockRequest request) throws InterruptedException {
        return locks.tryAcquire(request);
    }

    @Override
    public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
        return locks.tryAcquireAsync(request);
    }

    /**
     * Ends all waiting with a {@link LockMisuseException} and gives back all leases; they are then released, not lost.
     * Waits about three seconds at most for the database. Repeating it has no effect. Keeps the interrupt flag.
     */
    @Override
    public void close() {
        locks.close();
    }
}
