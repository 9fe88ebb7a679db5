package io.seckill.infra.lock.database;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.store.LeaseStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** Locks in the table {@code lock_leases}. Safe for use by many threads. */
final class DatabaseLeaseStore implements LeaseStore {
    static final Duration RETRY = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private final DatabaseCalls calls;
    private final Duration leaseTime;
    private CompletableFuture<Boolean> connected =
            CompletableFuture.failedFuture(new IllegalStateException("nobody has asked yet"));

    DatabaseLeaseStore(DataSource database, Duration leaseTime) {
        this.calls = new DatabaseCalls(database, ANSWER);
        this.leaseTime = leaseTime;
    }

    @Override
    public String title() {
        return "the database";
    }

    @Override
    public Duration leaseTime() {
        return leaseTime;
    }

    @Override
    public Duration retryInterval() {
        return RETRY;
    }

    /** A pool may open its first connection only now. */
    @Override
    public synchronized CompletableFuture<Boolean> ready() {
        if (connected.isCompletedExceptionally()) {
            connected = calls.connect();
        }
        return connected;
    }

    @Override
    public Claim claim(LockName name) {
        return new DatabaseClaim(calls, name, leaseTime);
    }

    /** A database calls nobody back. */
    @Override
    public Subscription listen(LockName name, Runnable freed) {
        return () -> {};
    }

    @Override
    public CompletableFuture<Boolean> end() {
        calls.close();
        return CompletableFuture.completedFuture(true);
    }
}
