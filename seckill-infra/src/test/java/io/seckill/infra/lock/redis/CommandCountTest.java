package io.seckill.infra.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What leases cost the server does not grow with the number of leases that there were: Redisson's watchdog must not
 * multiply its timers. Counted by the server, in scripts that it ran.
 */
class CommandCountTest {
    private static final Duration LEASE_TIME = Duration.ofMillis(600);
    private static final int CYCLES = 50;
    private static final Duration HOLD = Duration.ofMillis(5);

    private final RedisBackend redis = new RedisBackend(LEASE_TIME);
    private final LockName name = new LockName("sale:1");
    /** Nobody else wants the name; the wait is for the first connection. */
    private final LockRequest request = LockRequest.of(name).waiting(Duration.ofSeconds(10));

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void aCycleCostsTheSameAfterManyOthersAndNoKeyIsLeft() throws Exception {
        cycles(CYCLES); // the scripts are loaded, the connections are there
        double first = scriptsPerCycle();
        cycles(10 * CYCLES);
        double last = scriptsPerCycle();

        System.out.println(String.format(Locale.ROOT, "scripts per acquire and release: %.2f, then %.2f", first, last));
        assertThat(first).isBetween(2.0, 2.6);
        assertThat(last).isBetween(2.0, 2.6);
        assertThat(redis.eye().keys()).singleElement().asString().startsWith("seckill:lock-anchor:");

        redis.provider().close();
        assertThat(redis.eye().keys()).isEmpty();
    }

    @Test
    void aHeldLeaseCostsTheSameAfterRedisLostEverythingInTheMidst() throws Exception {
        cycles(CYCLES);
        for (int i = 0; i < 5; i++) {
            redis.eye().flush();
            cycles(CYCLES);
        }
        Duration span = LEASE_TIME.multipliedBy(4);
        try (Lease lease = acquired()) {
            long before = redis.eye().scripts();
            Thread.sleep(span.toMillis());
            long ran = redis.eye().scripts() - before;

            System.out.println("scripts in four lease times with one lease held: " + ran);
            // One renewal of all, one question for the lease, one for the anchor, in each third of a lease.
            assertThat(ran).isLessThan(3 * 3 * 4 + 6); // one more timer would add 12
            assertThat(lease.isValid()).isTrue();
        }
    }

    private double scriptsPerCycle() throws InterruptedException {
        long before = redis.eye().scripts();
        cycles(CYCLES);
        return (redis.eye().scripts() - before) / (double) CYCLES;
    }

    private void cycles(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            try (Lease lease = acquired()) {
                Thread.sleep(HOLD.toMillis());
                assertThat(lease.name()).isEqualTo(name);
            }
        }
    }

    private Lease acquired() throws InterruptedException {
        return redis.provider().tryAcquire(request).orElseThrow();
    }
}
