package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.Release;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Waiting without a thread, as {@link io.seckill.core.lock.LockProvider#tryAcquireAsync} says. */
abstract class AsyncContract extends WaitingContract {
    /** Cases 2 and 7, without a thread. */
    @Test
    void aFutureGivesTheLeaseOrIsEmptyWhenTheWaitIsOver() throws Exception {
        LockName name = someName();
        Lease held = within(SOON.plus(SLACK), acquiring(name)).orElseThrow();

        Duration wait = SOON.plus(SLACK);
        long start = System.nanoTime();
        CompletableFuture<Optional<Lease>> refused =
                backend().provider().tryAcquireAsync(LockRequest.of(name).waiting(wait));
        assertThat(since(start)).as("it does not block").isLessThan(wait);
        assertThat(within(wait.plus(SOON).plus(SLACK), refused)).isEmpty();
        assertThat(since(start)).isGreaterThanOrEqualTo(wait);

        CompletableFuture<Optional<Lease>> next = acquiring(name);
        assertThat(held.release()).isEqualTo(Release.RELEASED);
        within(soonerThanTheLease(), next).orElseThrow().close();
    }

    /** Case 11, without a thread. */
    @Test
    void whoCancelsItsWaitingHoldsNothingAndTheNextOneGoesOn() throws Exception {
        LockName name = someName();
        Lease held = acquired(name);
        CompletableFuture<Optional<Lease>> cancelled = acquiring(name);
        CompletableFuture<Optional<Lease>> next = acquiring(name);

        assertThat(cancelled.cancel(false)).isTrue();
        held.close();

        within(soonerThanTheLease(), next).orElseThrow().close();
        assertFreeNow(name);
    }

    /** Case 11, without a thread: while the lock is being handed to the one that cancels. */
    @Test
    void whoCancelsWhileItIsAnsweredHoldsNothing() throws Exception {
        for (int i = 0; i < 100; i++) {
            LockName name = someName();
            Lease held = acquired(name);
            CompletableFuture<Optional<Lease>> waiter = acquiring(name);
            CompletableFuture<Release> releasing = async(held::release);
            if (i % 2 == 0) {
                LockSupport.parkNanos(i * 1_000L);
            }
            if (!waiter.cancel(false)) {
                waiter.join().ifPresent(Lease::close);
            }
            assertThat(within(LONG_WAIT, releasing)).isEqualTo(Release.RELEASED);
            assertFreeNow(name);
        }
    }

    /** Case 10, without a thread. */
    @Test
    @Tag(HEAVY)
    void aThousandWaitForOneNameWithoutAThousandThreads() throws Exception {
        LockName name = someName();
        Lease held = acquired(name);
        int before = ManagementFactory.getThreadMXBean().getThreadCount();
        AtomicInteger served = new AtomicInteger();
        List<CompletableFuture<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            waiters.add(acquiring(name).thenAccept(lease -> {
                served.incrementAndGet();
                lease.orElseThrow().close();
            }));
        }
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - before)
                .as("threads more than before")
                .isLessThan(100);
        held.close();
        within(LONG_WAIT, CompletableFuture.allOf(waiters.toArray(CompletableFuture<?>[]::new)));
        assertThat(served).hasValue(1_000);
        assertFreeNow(name);
    }

    /** What is chained may block: neither the one who released, nor other names, nor renewals stand behind it. */
    @Test
    void workChainedToALeaseMayBlock() throws Exception {
        Lease bystander = acquired(someName());
        CountDownLatch end = new CountDownLatch(1);
        List<Lease> held = new ArrayList<>();
        List<CompletableFuture<Boolean>> chained = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            LockName name = someName();
            held.add(acquired(name));
            chained.add(acquiring(name).thenApply(lease -> valid(end, lease.orElseThrow())));
        }
        try {
            for (Lease lease : held) {
                long start = System.nanoTime();
                lease.close();
                assertThat(since(start)).as("a release").isLessThan(SOON.plus(SLACK));
            }
            pass(backend().leaseTime());
            LockName other = someName();
            Lease another = acquired(other);
            CompletableFuture<Optional<Lease>> waiter = acquiring(other);
            another.close();
            within(soonerThanTheLease().plus(SLACK), waiter).orElseThrow().close();
            assertThat(bystander.release()).isEqualTo(Release.RELEASED);
        } finally {
            end.countDown();
        }
        for (CompletableFuture<Boolean> work : chained) {
            assertThat(within(LONG_WAIT, work)).as("valid while it blocked").isTrue();
        }
    }

    private static boolean valid(CountDownLatch end, Lease lease) {
        try (lease) {
            return end.await(LONG_WAIT.toSeconds() / 6, TimeUnit.SECONDS) && lease.isValid();
        } catch (InterruptedException ended) {
            return false;
        }
    }
}
