package io.seckill.infra.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.testkit.lock.RemoteLockBackend.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a lease when Redis, the network or its holder fails. */
class RedissonLeaseTest {
    private static final Duration LEASE_TIME = Duration.ofMillis(1_200);

    private final RedisBackend redis = new RedisBackend(LEASE_TIME);
    private final LockName name = new LockName("sale:{1}");

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void aProviderStartsWithoutRedisAndWorksWhenItIsThere() throws Exception {
        redis.begin(Outage.STOPPED);
        try (RedissonNode node = redis.direct()) {
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
