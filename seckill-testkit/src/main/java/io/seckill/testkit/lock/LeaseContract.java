package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LeaseLostException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.Release;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A lease's life: that it is kept, ends, and is told of its loss. Cases 14, 15, 18, 21 and 22. */
abstract class LeaseContract extends GuardedWorkContract {
    /** Case 14; that one which is not renewed ends on time is said by cases 16, 19 and 27, where renewals can fail. */
    @Test
    void aRenewedLeaseOutlivesFiveLeaseTimesUnderLoad() throws Exception {
        LockName name = someName();
        Lease lease = acquired(name);
        CompletableFuture<Thread> lost = lossOf(lease);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> load = async(() -> cyclesUntil(over));
        try {
            for (int i = 0; i < 20; i++) {
                pass(backend().leaseTime().dividedBy(4));
                assertThat(lease.isValid()).isTrue();
                assertThat(tryAcquire(name)).isEmpty();
            }
        } finally {
            over.set(true);
        }
        assertThat(within(LONG_WAIT, load)).isPositive();
        assertThat(lost).isNotDone();
        assertThat(lease.release()).isEqualTo(Release.RELEASED);
    }

    private int cyclesUntil(AtomicBoolean over) throws InterruptedException {
        LockName[] names = {someName(), someName()};
        int cycles = 0;
        while (!over.get()) {
            acquired(names[cycles++ % names.length]).close();
        }
        return cycles;
    }

    /** Case 15, as far as threads go; where commands are counted, {@link RemoteLockProviderContract} counts them too. */
    @Test
    @Tag(HEAVY)
    void tenThousandCyclesLeaveNoThreadsBehind() throws Exception {
        LockName name = someName();
        cycles(name, 2_500); // by then pools of a fixed size are full
        int before = ManagementFactory.getThreadMXBean().getThreadCount();
        cycles(name, 10_000);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - before)
                .as("threads more than before")
                .isLessThan(10);
    }

    final void cycles(LockName name, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            assertThat(acquired(name).release()).isEqualTo(Release.RELEASED);
        }
    }

    /** Case 18, deleted. */
    @Test
    void aLossIsToldOnceWithinAThirdOfTheLease() throws Exception {
        Lease lease = acquired(someName());
        AtomicInteger told = new AtomicInteger();
        lease.onLost(told::incrementAndGet);
        CompletableFuture<Thread> lost = lossOf(lease);

        backend().expire(lease.name());

        within(backend().leaseTime().dividedBy(3).plus(SLACK), lost);
        assertThat(lease.isValid()).isFalse();
        assertThatThrownBy(lease::fencingToken)
                .isInstanceOf(LeaseLostException.class)
                .satisfies(thrown -> assertNamesLockAndCause(thrown, lease.name()));
        assertThat(lease.release()).isEqualTo(Release.LOST_BEFORE_RELEASE);
        assertThat(lease.release()).isEqualTo(Release.ALREADY_RELEASED);
        pass(backend().leaseTime().dividedBy(2));
        assertThat(told).hasValue(1);
    }

    /** Case 18, taken over. */
    @Test
    void aHolderIsToldThatItsLockWasTakenOver() throws Exception {
        LockName name = someName();
        Lease first = acquired(name);
        CompletableFuture<Thread> lost = lossOf(first);
        backend().expire(name);
        Lease second = acquired(name);

        within(backend().leaseTime().dividedBy(3).plus(SLACK), lost);
        assertThat(first.isValid()).isFalse();
        pass(backend().leaseTime());
        assertThat(second.isValid()).isTrue();
        assertThat(second.release()).isEqualTo(Release.RELEASED);
    }

    /** Case 21. */
    @Test
    void aForgottenLeaseEndsWithItsLongestLifeAndTheLogSaysWhereItWasTaken() throws Exception {
        LockName name = someName();
        Duration life = backend().leaseTime().dividedBy(2);
        try (HeardLog log = backend().listen()) {
            Lease forgotten = forget(LockRequest.of(name).livingAtMost(life));
            CompletableFuture<Thread> lost = lossOf(forgotten);
            assertThat(tryAcquire(name)).isEmpty();

            Lease next = acquired(name, life.plus(SLACK));
            within(SLACK, lost);
            assertThat(forgotten.isValid()).isFalse();
            await(() -> log.lines().stream().anyMatch(line -> saysWhere(line, name)), SLACK);
            assertThat(forgotten.release()).isEqualTo(Release.LOST_BEFORE_RELEASE);
            assertThat(next.release()).isEqualTo(Release.RELEASED);
        }
    }

    /** Case 21, where nobody asks: neither for the name nor for the lease. */
    @Test
    void aForgottenLeaseIsNoticedAlthoughNobodyAsks() throws Exception {
        LockName name = someName();
        Duration life = backend().leaseTime().dividedBy(2);
        try (HeardLog log = backend().listen()) {
            CompletableFuture<Thread> lost = lossOf(forget(LockRequest.of(name).livingAtMost(life)));
            within(life.plus(SLACK), lost);
            await(() -> log.lines().stream().anyMatch(line -> saysWhere(line, name)), SLACK);
        }
        assertFreeNow(name);
    }

    private Lease forget(LockRequest request) throws InterruptedException {
        return acquired(request);
    }

    private static boolean saysWhere(HeardLog.Line line, LockName name) {
        Throwable thrown = line.thrown();
        return line.message().contains(name.value())
                && thrown != null
                && Arrays.stream(thrown.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("forget"));
    }

    /** Case 21, the other way. */
    @Test
    void aLeaseThatLivesUntilItIsReleasedDoes() throws Exception {
        Lease lease = acquired(LockRequest.of(someName()).livingUntilReleased());
        pass(backend().leaseTime().multipliedBy(2));
        assertThat(lease.isValid()).isTrue();
        assertThat(lease.release()).isEqualTo(Release.RELEASED);
    }

    /** Case 22. */
    @Test
    void aListenerThatThrowsOrIsSlowHarmsNobody() throws Exception {
        Lease slow = acquired(someName());
        Lease quick = acquired(someName());
        Lease bystander = acquired(someName());
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> slowDone = new CompletableFuture<>();
        try {
            slow.onLost(() -> {
                throw new IllegalStateException("a listener that throws");
            });
            slow.onLost(() -> {
                begun.countDown();
                slowDone.complete(reaches(end));
            });
            quick.onLost(() -> {
                throw new AssertionError("a listener that fails");
            });
            CompletableFuture<Thread> told = lossOf(slow);
            CompletableFuture<Thread> toldToo = lossOf(quick);
            backend().expire(slow.name());
            within(backend().leaseTime().dividedBy(3).plus(SLACK), told);
            assertThat(begun.await(LONG_WAIT.toSeconds() / 6, TimeUnit.SECONDS)).isTrue();
            backend().expire(quick.name());
            within(backend().leaseTime().dividedBy(3).plus(SLACK), toldToo);
            pass(backend().leaseTime());
            acquired(slow.name()).close();
            assertThat(bystander.release()).isEqualTo(Release.RELEASED);
            assertThat(slowDone).isNotDone();
        } finally {
            end.countDown();
        }
        assertThat(within(SOON.plus(SLACK), slowDone)).isTrue();
    }

    private static boolean reaches(CountDownLatch end) {
        try {
            return end.await(LONG_WAIT.toSeconds() / 6, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    /** Case 22. */
    @Test
    void aLateListenerIsToldAtOnceAndOneOfAReleasedLeaseNever() throws Exception {
        Lease lost = acquired(someName());
        CompletableFuture<Thread> first = lossOf(lost);
        backend().expire(lost.name());
        within(backend().leaseTime().dividedBy(3).plus(SLACK), first);
        within(SOON.plus(SLACK), lossOf(lost));
        within(SOON.plus(SLACK), lossOf(lost));

        Lease released = acquired(someName());
        CompletableFuture<Thread> before = lossOf(released);
        assertThat(released.release()).isEqualTo(Release.RELEASED);
        CompletableFuture<Thread> after = lossOf(released);
        pass(backend().leaseTime().dividedBy(2));
        assertThat(before).isNotDone();
        assertThat(after).isNotDone();
    }
}
