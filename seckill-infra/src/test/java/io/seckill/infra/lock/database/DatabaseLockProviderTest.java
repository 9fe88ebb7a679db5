package io.seckill.infra.lock.database;

import io.seckill.testkit.lock.RemoteLockBackend;
import io.seckill.testkit.lock.RemoteLockProviderContract;
import io.seckill.testkit.servers.ServerKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class DatabaseLockProviderTest extends RemoteLockProviderContract {
    /** One case renews 200 leases at once, and a renewal is two disk syncs where there is a binary log. */
    private static final Duration LEASE_TIME =
            Duration.ofMillis(ServerKind.chosen() == ServerKind.CONTAINERS ? 2_400 : 1_200);

    @SuppressWarnings("NullAway.Init")
    private DatabaseBackend backend;

    @BeforeAll
    void start() {
        backend = new DatabaseBackend(LEASE_TIME);
    }

    @AfterAll
    void stop() {
        backend.close();
    }

    @Override
    protected RemoteLockBackend backend() {
        return backend;
    }
}
