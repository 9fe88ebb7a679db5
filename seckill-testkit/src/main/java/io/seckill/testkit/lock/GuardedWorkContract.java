package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LeaseLostException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Work under a lease, as {@link LockProvider#withLock} says. */
abstract class GuardedWorkContract extends AsyncContract {
    @Test
    void aBodyRunsUnderALeaseAndItsResultComesBack() throws Exception {
        LockName name = someName();
        assertThat(backend().provider().withLock(LockRequest.of(name), lease -> {
                    assertThat(lease.isValid()).isTrue();
                    assertThat(lease.name()).isEqualTo(name);
                    return heldByOthers(name);
                }))
                .contains(true);
        acquired(name).close();
    }

    @Test
    void aBodyDoesNotRunWhileSomeoneElseHoldsTheLock() throws Exception {
        LockName name = someName();
        AtomicBoolean ran = new AtomicBoolean();
        try (Lease held = acquired(name)) {
            assertThat(backend().provider().withLock(LockRequest.of(name), lease -> ran.getAndSet(true)))
                    .isEmpty();
            assertThat(held.isValid()).isTrue();
        }
        assertThat(ran).isFalse();
    }

    @Test
    void aBodysExceptionGoesOnAndTheLockIsFree() throws Exception {
        LockName name = someName();
        IOException own = new IOException("the body's own");
        assertThatThrownBy(() -> backend().provider().withLock(LockRequest.of(name), lease -> {
                    throw own;
                }))
                .isSameAs(own)
                .hasNoSuppressedExceptions();
        acquired(name).close();
    }

    /** Case 18, for work under a lease. */
    @Test
    void aBodyWhoseLeaseWasLostIsTold() throws Exception {
        LockName name = someName();
        assertThatThrownBy(() -> backend().provider().withLock(LockRequest.of(name), lease -> {
                    backend().expire(name);
                    return "done";
                }))
                .isInstanceOf(LeaseLostException.class)
                .satisfies(told -> assertNamesLockAndCause(told, name));
    }

    /** Case 18, for work under a lease. */
    @Test
    void aBodysExceptionCarriesTheLossOfItsLease() {
        LockName name = someName();
        IOException own = new IOException("the body's own");
        assertThatThrownBy(() -> backend().provider().withLock(LockRequest.of(name), lease -> {
                    backend().expire(name);
                    throw own;
                }))
                .isSameAs(own);
        assertThat(own.getSuppressed()).singleElement().isInstanceOf(LeaseLostException.class);
    }

    /** Case 11, for work under a lease. */
    @Test
    void aBodyDoesNotRunWhenItsCallerIsInterruptedWhileItWaits() throws Exception {
        LockName name = someName();
        AtomicBoolean ran = new AtomicBoolean();
        try (Lease held = acquired(name)) {
            Throwable told = failureWithin(SOON.plus(SLACK), async(() -> {
                Thread waiter = Thread.currentThread();
                inThread(waiter::interrupt);
                return backend()
                        .provider()
                        .withLock(LockRequest.of(name).waiting(LONG_WAIT), lease -> ran.getAndSet(true));
            }));
            assertThat(told).isInstanceOf(InterruptedException.class);
            assertThat(held.isValid()).isTrue();
        }
        assertThat(ran).isFalse();
        assertFreeNow(name);
    }

    private boolean heldByOthers(LockName name) throws InterruptedException {
        return tryAcquire(name).isEmpty();
    }
}
