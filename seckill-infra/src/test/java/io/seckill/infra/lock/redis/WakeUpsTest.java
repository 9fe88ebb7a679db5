package io.seckill.infra.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Those who wait for one name in one JVM share a subscription, as the server sees it. */
class WakeUpsTest {
    private static final int WAITERS = 1_000;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final RedisBackend redis = new RedisBackend(Duration.ofMillis(1_200));
    private final LockName name = new LockName("sale:1");
    private final String channel = LockKeys.channel(name);
    private final AtomicInteger served = new AtomicInteger();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void aThousandThreadsWaitForOneNameWithOneSubscription() throws Exception {
        Lease held = acquired();
        long before = redis.eye().subscriptions();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            waiters.add(new Thread(this::waitForIt, "waiter-" + i));
        }
        waiters.forEach(Thread::start);
        await(() -> waiters.stream().allMatch(WakeUpsTest::isWaiting));
        await(() -> redis.eye().listeners(channel) > 0);
        assertOneListens(before);

        held.close();
        await(() -> served.get() > WAITERS / 2);
        assertOneListens(before);
        for (Thread waiter : waiters) {
            waiter.join(LONG.toMillis());
        }

        assertThat(served).hasValue(WAITERS);
        await(() -> redis.eye().channels().isEmpty());
        assertThat(redis.eye().listeners(channel)).isZero();
        assertThat(redis.eye().subscriptions() - before).isEqualTo(1);
    }

    private void assertOneListens(long before) {
        assertThat(redis.eye().channels()).containsExactly(channel);
        assertThat(redis.eye().listeners(channel)).isEqualTo(1);
        assertThat(redis.eye().subscriptions() - before).isEqualTo(1);
    }

    private void waitForIt() {
        try (Lease lease = acquired()) {
            if (lease.isValid()) {
                served.incrementAndGet();
            }
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private Lease acquired() throws InterruptedException {
        return redis.provider().tryAcquire(LockRequest.of(name).waiting(LONG)).orElseThrow();
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("not so within %s", LONG).isNegative();
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }
}
