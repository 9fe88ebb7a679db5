package io.seckill.infra.lock.database;

import io.seckill.testkit.lock.RemoteLockBackend;
import io.seckill.testkit.lock.RemoteLockProviderContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class DatabaseLockProviderTest extends RemoteLockProviderContract {
    @SuppressWarnings("NullAway.Init")
    private DatabaseBackend backend;

    @BeforeAll
    void start() {
        backend = new DatabaseBackend(Duration.ofMillis(1_200));
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
