package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LeaseLostException;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.Release;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LockProvider} keeps. Extend it, hand out a backend, and all of its tests must pass; an adapter to a
 * server extends {@link RemoteLockProviderContract} instead, which has these cases too.
 *
 * <p>Each test names its case of the contract. A case that {@linkplain LockBackend#capabilities() does not apply} is
 * reported as disabled, with the reason.
 */
public abstract class LockProviderContract extends LeaseContract {
    /** For adapters. */
    protected LockProviderContract() {}

    /** Case 23. */
    @Test
    void aClosedProviderTellsItsWaitersAndReleasesItsLeases() throws Exception {
        LockName name = someName();
        AtomicInteger lost = new AtomicInteger();
        LockNode node = backend().anotherNode();
        try {
            Lease held = node.provider()
                    .tryAcquire(LockRequest.of(name).waiting(LONG_WAIT))
                    .orElseThrow();
            held.onLost(lost::incrementAndGet);
            LockRequest request = LockRequest.of(name).waiting(LONG_WAIT);
            CompletableFuture<Optional<Lease>> waiter = node.provider().tryAcquireAsync(request);
            AtomicBoolean asks = new AtomicBoolean();
            CompletableFuture<Optional<Lease>> blocked = async(() -> {
                asks.set(true);
                return node.provider().tryAcquire(request);
            });
            await(asks::get, SOON.plus(SLACK));

            node.close();

            assertMisuse(failureWithin(SOON.plus(SLACK), waiter), name);
            assertMisuse(failureWithin(SOON.plus(SLACK), blocked), name);
            assertThat(held.isValid()).isFalse();
            assertThatThrownBy(held::fencingToken).isInstanceOf(LeaseLostException.class);
            assertThat(held.release()).isEqualTo(Release.ALREADY_RELEASED);
            assertFreeNow(name);
            assertThat(lost).as("told of a loss, but it was released").hasValue(0);
        } finally {
            node.close();
        }
    }

    /** Case 23: use after close. */
    @Test
    void aClosedProviderSaysSo() throws Exception {
        LockName name = someName();
        LockNode node = backend().anotherNode();
        try {
            LockProvider provider = node.provider();
            provider.tryAcquire(LockRequest.of(name).waiting(LONG_WAIT))
                    .orElseThrow()
                    .close();
            node.close();

            assertMisuse(failureWithin(SOON.plus(SLACK), async(() -> provider.tryAcquire(LockRequest.of(name)))), name);
            assertMisuse(failureWithin(SOON.plus(SLACK), provider.tryAcquireAsync(LockRequest.of(name))), name);
            AtomicBoolean ran = new AtomicBoolean();
            assertThatThrownBy(() -> provider.withLock(LockRequest.of(name), lease -> ran.getAndSet(true)))
                    .satisfies(told -> assertMisuse(told, name));
            assertThat(ran).isFalse();
        } finally {
            node.close();
        }
    }

    private static void assertMisuse(Throwable told, LockName name) {
        assertThat(told).isInstanceOf(LockMisuseException.class);
        assertNamesLockAndCause(told, name);
    }

    /** Cases 24 and 25: over 1,000 hand-overs, of which every fiftieth is by the loss of the lock. */
    @Test
    void aTokenIsLargerThanThatOfEveryEarlierHolderAndStaysTheSame() throws Exception {
        LockName name = someName();
        long last = 0;
        for (int i = 1; i <= 1_000; i++) {
            Lease lease = acquired(name);
            long token = lease.fencingToken().value();
            assertThat(token).isGreaterThan(last);
            assertThat(lease.fencingToken().value()).isEqualTo(token);
            last = token;
            if (i % 50 == 0) {
                backend().expire(name);
                assertThat(acquired(name).release()).isEqualTo(Release.RELEASED);
            }
            lease.close();
        }
    }

    /** Case 25: also after renewals. */
    @Test
    void aTokenStaysTheSameForTheWholeLease() throws Exception {
        Lease lease = acquired(someName());
        long token = lease.fencingToken().value();
        pass(backend().leaseTime().plus(SOON));
        assertThat(lease.fencingToken().value()).isEqualTo(token);
        assertThat(lease.release()).isEqualTo(Release.RELEASED);
        assertThatThrownBy(lease::fencingToken).isInstanceOf(LeaseLostException.class);
    }

    /** Case 24: who lost the lock a moment ago, and was not told yet, gets none. */
    @Test
    void aTokenIsNotGivenToAHolderThatLostTheLockAMomentAgo() throws Exception {
        LockName name = someName();
        Lease lease = acquired(name);
        backend().expire(name);
        assertThatThrownBy(lease::fencingToken).isInstanceOf(LeaseLostException.class);
        acquired(name).close();
    }
}
