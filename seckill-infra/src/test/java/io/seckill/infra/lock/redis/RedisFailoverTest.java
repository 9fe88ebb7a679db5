package io.seckill.infra.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.lock.Release;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.RedisSetups;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** A sentinel puts a replica in the place of a master that died; locks and their tokens come from Redis alone. */
@Timeout(120)
class RedisFailoverTest {
    private static final Duration SLACK = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration LEASE_TIME = Duration.ofSeconds(6);

    private final RedisServer master = Servers.startRedis(ServerKind.EMBEDDED);
    private final RedisServer replica = RedisSetups.replica(master);
    private final RedisServer sentinel = RedisSetups.sentinel("shop", master);
    private final Node first = new Node();
    private final Node second = new Node();
    private final LockName name = new LockName("stock");

    private final class Node {
        private final RedissonClient client = client();
        private final RedissonLockProvider locks = new RedissonLockProvider(client, new RedissonFencingTokens(client));

        private RedissonClient client() {
            Config config = new Config();
            config.useSentinelServers()
                    .setMasterName("shop")
                    .addSentinelAddress(sentinel.address())
                    .setCheckSentinelsList(false) // which wants two
                    .setMasterConnectionMinimumIdleSize(2)
                    .setSlaveConnectionMinimumIdleSize(2);
            RedissonSettings.applyTo(config);
            config.setLockWatchdogTimeout(LEASE_TIME.toMillis());
            return Redisson.create(config);
        }

        Optional<Lease> asked(Duration wait) throws InterruptedException {
            return locks.tryAcquire(LockRequest.of(name).waiting(wait));
        }

        void close() {
            locks.close();
            client.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        sentinel.close();
        replica.close();
        master.close();
    }

    @Test
    void aFailoverLeavesAtMostOneValidLeaseAndTheNextTokenIsLarger() throws Exception {
        RedisSetups.failOverSoon(sentinel, "shop");
        Lease held = first.asked(LONG).orElseThrow();
        long token = held.fencingToken().value();

        master.stop();
        assertUnavailableInTime();
        Optional<Lease> other = askedAfterFailover(Duration.ZERO);

        // The replica has the lock: it was renewed there in time and goes on, or its holder had to take it for lost.
        if (other.isEmpty()) {
            held.close();
            other = askedAfterFailover(LONG);
        }
        assertThat(held.isValid()).as("the first lease, when there is a second").isFalse();
        Lease next = other.orElseThrow();
        assertThat(next.fencingToken().value()).isGreaterThan(token);
        assertThat(next.release()).isEqualTo(Release.RELEASED);
    }

    @Test
    void aLeaseThatTheReplicaNeverHadIsToldToBeLostAndTheNextTokenIsLarger() throws Exception {
        RedisSetups.failOverSoon(sentinel, "shop");
        first.asked(LONG).orElseThrow().close(); // connected
        replica.pause();
        RedisSetups.dropReplicas(master);
        Lease held = first.asked(LONG).orElseThrow();
        long token = held.fencingToken().value();
        CompletableFuture<Boolean> lost = new CompletableFuture<>();
        held.onLost(() -> lost.complete(true));

        master.stop();
        replica.resume();
        Lease next = askedAfterFailover(LONG).orElseThrow();

        // A second holder is there; the first has a third of a lease to hear of it, or has run out before.
        assertThat(lost.get(LEASE_TIME.dividedBy(3).plus(SLACK).toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        assertThat(held.isValid()).isFalse();
        assertThat(next.fencingToken().value()).isGreaterThan(token);
        assertThat(next.release()).isEqualTo(Release.RELEASED);
    }

    private void assertUnavailableInTime() throws InterruptedException {
        long start = System.nanoTime();
        try {
            assertThat(second.locks.tryAcquire(LockRequest.of(new LockName("other"))))
                    .as("from a dead master")
                    .isNull();
        } catch (LockUnavailableException told) {
            assertThat(told).hasMessageStartingWith("lock other is unavailable: Redis ");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ANSWER.plus(SLACK));
    }

    /** Asks again as often as the new master is not known yet. */
    private Optional<Lease> askedAfterFailover(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (true) {
            try {
                return second.asked(wait);
            } catch (LockUnavailableException notYet) {
                assertThat(System.nanoTime() - end).as(notYet.getMessage()).isNegative();
            }
        }
    }
}
