package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.Release;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InMemoryLockProviderTest extends LockProviderContract {
    private static final Duration LEASE_TIME = Duration.ofSeconds(5);

    private final LockBackend backend = new MemoryBackend();
    private final AtomicLong nanos = new AtomicLong();
    private final InMemoryLockProvider stepped = new InMemoryLockProvider(nanos::get, LEASE_TIME, Runnable::run);
    private final LockName name = new LockName("sale:1");

    @Override
    protected LockBackend backend() {
        return backend;
    }

    /** Case 14. */
    @Test
    void aLeaseThatIsNotRenewedEndsWithTheLeaseTimeAndSaysSoOnce() throws Exception {
        Lease lease = stepped.tryAcquire(LockRequest.of(name)).orElseThrow();
        AtomicInteger told = new AtomicInteger();
        lease.onLost(told::incrementAndGet);
        stepped.stopRenewing(name);

        nanos.addAndGet(LEASE_TIME.toNanos() - 1);
        assertThat(lease.isValid()).isTrue();
        assertThat(told).hasValue(0);

        nanos.addAndGet(1);
        assertThat(lease.isValid()).isFalse();
        assertThat(told).hasValue(1);
        assertThat(lease.release()).isEqualTo(Release.LOST_BEFORE_RELEASE);
        assertThat(told).hasValue(1);
    }

    /** Case 21, on a clock that is stepped. */
    @Test
    void aForgottenLeaseEndsWithItsLongestLife() throws Exception {
        assertThat(stepped.tryAcquire(LockRequest.of(name).livingAtMost(Duration.ofMinutes(1))))
                .isPresent();

        nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
        assertThat(stepped.tryAcquire(LockRequest.of(name))).isEmpty();

        nanos.addAndGet(1);
        assertThat(stepped.tryAcquire(LockRequest.of(name))).isPresent();
    }
}
