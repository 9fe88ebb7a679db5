package io.seckill.infra.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LeaseLostException;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.lock.Release;
import io.seckill.testkit.lock.RemoteLockBackend.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a lease when Redis, the network or its holder fails. */
class RedissonLeaseTest {
    private static final Duration LEASE_TIME = Duration.ofMillis(1_200);
    private static final Duration SLACK = Duration.ofMillis(400);

    private final RedisBackend redis = new RedisBackend(LEASE_TIME);
    private final LockName name = new LockName("sale:{1}");

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void aRenewedLeaseOutlivesFiveLeaseTimes() throws Exception {
        Lease lease = acquired(LockRequest.of(name));
        Thread.sleep(5 * LEASE_TIME.toMillis());
        assertThat(lease.isValid()).isTrue();
        assertThat(lease.release()).isEqualTo(Release.RELEASED);
    }

    @Test
    void aLossIsToldOnceWithinAThirdOfTheLease() throws Exception {
        Lease lease = acquired(LockRequest.of(name));
        AtomicInteger told = new AtomicInteger();
        CompletableFuture<String> thread = new CompletableFuture<>();
        lease.onLost(() -> {
            throw new IllegalStateException("a listener that throws");
        });
        lease.onLost(() -> {
            told.incrementAndGet();
            thread.complete(Thread.currentThread().getName());
        });
        redis.expire(name);

        assertThat(thread.get(LEASE_TIME.dividedBy(3).plus(SLACK).toMillis(), TimeUnit.MILLISECONDS))
                .startsWith("seckill-lock-worker");
        assertThat(lease.isValid()).isFalse();
        assertThatThrownBy(lease::fencingToken).isInstanceOf(LeaseLostException.class);
        CompletableFuture<Boolean> late = new CompletableFuture<>();
        lease.onLost(() -> late.complete(true));
        assertThat(late.get(1, TimeUnit.SECONDS)).isTrue();
        assertThat(lease.release()).isEqualTo(Release.LOST_BEFORE_RELEASE);
        assertThat(lease.release()).isEqualTo(Release.ALREADY_RELEASED);
        assertThat(told).hasValue(1);
    }

    @Test
    void aTokenIsNotGivenToAHolderWhoLostTheLockAMomentAgo() throws Exception {
        Lease lease = acquired(LockRequest.of(name));
        redis.expire(name);
        assertThatThrownBy(lease::fencingToken).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void oneNameThatCannotBeRenewedDoesNotStopTheOthers() throws Exception {
        Lease before = acquired(LockRequest.of(new LockName("a")));
        Lease spoiled = acquired(LockRequest.of(name));
        Lease after = acquired(LockRequest.of(new LockName("z")));
        redis.eye().spoil(LockKeys.lock(name));

        Thread.sleep(3 * LEASE_TIME.toMillis());
        assertThat(spoiled.isValid()).isFalse();
        assertThat(before.release()).isEqualTo(Release.RELEASED);
        assertThat(after.release()).isEqualTo(Release.RELEASED);
    }

    @Test
    void aHolderCutOffIsInvalidBeforeAnotherCanAcquire() throws Exception {
        Lease lease = acquired(LockRequest.of(name));
        CompletableFuture<Boolean> lost = new CompletableFuture<>();
        lease.onLost(() -> lost.complete(true));
        redis.begin(Outage.CUT_OFF);
        try (RedissonNode other = new RedissonNode(redis.address(), LEASE_TIME)) {
            Lease next = other.provider()
                    .tryAcquire(LockRequest.of(name).waiting(Duration.ofMinutes(1)))
                    .orElseThrow();
            assertThat(lease.isValid()).isFalse();
            assertThat(lost.get(1, TimeUnit.SECONDS)).isTrue();
            redis.end(Outage.CUT_OFF);
            assertThat(lease.release()).isEqualTo(Release.LOST_BEFORE_RELEASE);
            Thread.sleep(LEASE_TIME.toMillis());
            assertThat(next.release()).isEqualTo(Release.RELEASED);
        }
    }

    @Test
    void aReleaseWhoseAnswerIsLostIsUnknownAndTheLockIsFreeWithinTheLease() throws Exception {
        Lease lease = acquired(LockRequest.of(name));
        redis.begin(Outage.CUT_OFF);
        Thread.currentThread().interrupt();
        long start = System.nanoTime();
        assertThat(lease.release()).isEqualTo(Release.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(Duration.ofSeconds(1).plus(SLACK));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lease.isValid()).isFalse();
        await(() -> !redis.eye().keys().contains(LockKeys.lock(name)), LEASE_TIME);
        redis.end(Outage.CUT_OFF);
    }

    @Test
    void aForgottenLeaseEndsWithItsLongestLife() throws Exception {
        Lease forgotten = acquired(LockRequest.of(name).livingAtMost(LEASE_TIME));
        CompletableFuture<Boolean> lost = new CompletableFuture<>();
        forgotten.onLost(() -> lost.complete(true));
        assertThat(lost.get(LEASE_TIME.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        assertThat(forgotten.isValid()).isFalse();
        await(() -> !redis.eye().keys().contains(LockKeys.lock(name)), SLACK);
    }

    @Test
    void aClosedProviderTellsItsWaitersAndGivesEverythingBack() throws Exception {
        Lease held = acquired(LockRequest.of(name));
        CompletableFuture<Throwable> waiter = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                redis.provider().tryAcquire(LockRequest.of(name).waiting(Duration.ofMinutes(1)));
            } catch (InterruptedException | RuntimeException told) {
                waiter.complete(told);
            }
        });
        waiting.start();
        await(() -> waiting.getState() == Thread.State.TIMED_WAITING, SLACK);
        redis.provider().close();

        assertThat(waiter.get(1, TimeUnit.SECONDS)).isInstanceOf(LockMisuseException.class);
        assertThat(redis.eye().keys()).isEmpty();
        assertThat(held.isValid()).isFalse();
        assertThat(held.release()).isEqualTo(Release.ALREADY_RELEASED);
        assertThatThrownBy(() -> acquired(LockRequest.of(name))).isInstanceOf(LockMisuseException.class);
    }

    @Test
    void aProviderStartsWithoutRedisAndWorksWhenItIsThere() throws Exception {
        redis.begin(Outage.STOPPED);
        try (RedissonNode node = new RedissonNode(redis.address(), LEASE_TIME)) {
            assertThatThrownBy(() -> node.provider().tryAcquire(LockRequest.of(name)))
                    .isInstanceOf(LockUnavailableException.class);
            redis.end(Outage.STOPPED);
            await(() -> works(node), Duration.ofSeconds(5));
        }
    }

    private boolean works(RedissonNode node) {
        try {
            node.provider().tryAcquire(LockRequest.of(name)).orElseThrow().close();
            return true;
        } catch (LockUnavailableException notYet) {
            return false;
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @Test
    void aForeignLockThatBreaksTheWatchdogsRenewalForGoodDoesNotEndAnyLease() throws Exception {
        redis.node().client().getLock("foreign").lock();
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            leases.add(acquired(LockRequest.of(new LockName("sale:" + i))));
        }
        redis.eye().spoil("foreign");

        Thread.sleep(3 * LEASE_TIME.toMillis());
        assertThat(leases).allMatch(Lease::isValid);
    }

    private Lease acquired(LockRequest request) throws InterruptedException {
        return redis.provider()
                .tryAcquire(request.waiting(Duration.ofSeconds(10))) // for the first connection
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition, Duration bound) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("not so within %s", bound).isNegative();
            Thread.sleep(10);
        }
    }
}
