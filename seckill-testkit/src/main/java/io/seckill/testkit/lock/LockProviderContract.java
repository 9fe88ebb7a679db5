package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LockProvider} keeps. Extend it, hand out a backend, and all of its tests must pass; an adapter to a
 * server extends {@link RemoteLockProviderContract} instead.
 *
 * <p>The bounds on times are wide enough for a busy machine, and still far below a lease.
 */
public abstract class LockProviderContract {
    /** What counts as "at once". */
    private static final Duration SOON = Duration.ofMillis(500);

    private static final Duration LONG_WAIT = Duration.ofMinutes(1);

    private long unguarded;

    /** The same backend for a whole test. */
    protected abstract LockBackend backend();

    /** A name that no other test uses. */
    protected static LockName someName() {
        return new LockName("contract:" + UUID.randomUUID());
    }

    @Test
    void closingALostLeaseDoesNotFreeItsSuccessor() throws Exception {
        LockName name = someName();
        Lease first = acquired(name);
        backend().expire(name);
        Lease second = acquired(name);

        assertThat(first.release()).isEqualTo(Release.LOST_BEFORE_RELEASE);
        first.close();

        assertThat(tryAcquire(name)).as("a third one while the second holds it").isEmpty();
        assertThat(second.isValid()).isTrue();
        assertThat(second.release()).isEqualTo(Release.RELEASED);
    }

    @Test
    void aFreeNameIsAcquiredAtOnceAndAHeldOneIsRefusedAtOnce() throws Exception {
        LockName name = someName();
        tryAcquire(someName()).ifPresent(Lease::close); // the first connection takes its time

        long start = System.nanoTime();
        Lease lease = acquired(name);
        assertThat(since(start)).isLessThan(SOON);
        assertThat(lease.isValid()).isTrue();
        assertThat(lease.name()).isEqualTo(name);

        start = System.nanoTime();
        assertThat(tryAcquire(name)).isEmpty();
        assertThat(since(start)).isLessThan(SOON);
        lease.close();
    }

    @Test
    void aReleasedNameCanBeAcquiredAgainTenTimesWithoutAPause() throws Exception {
        LockName name = someName();
        for (int i = 0; i < 10; i++) {
            Lease lease = acquired(name);
            assertThat(lease.release()).isEqualTo(Release.RELEASED);
            assertThat(lease.release()).isEqualTo(Release.ALREADY_RELEASED);
            assertThat(lease.isValid()).isFalse();
        }
    }

    @Test
    void tenThousandNamesDoNotContend() throws Exception {
        String prefix = someName().value();
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            leases.add(acquired(new LockName(prefix + i)));
        }
        for (Lease lease : leases) {
            assertThat(lease.release()).isEqualTo(Release.RELEASED);
        }
    }

    @Test
    void namesAreToldApartByEveryCharacter() throws Exception {
        String stem = UUID.randomUUID().toString();
        List<String> endings = List.of(
                "a",
                "A",
                "á",
                "a ",
                "a{b}",
                "a{b",
                "a}b",
                "a%7Bb}",
                "{}",
                "{",
                "}",
                "%",
                "%25",
                "a:b",
                "a/b",
                "a.b",
                "a*",
                "a?",
                "秒杀",
                "\uD83D\uDD12",
                "ß",
                "ss");
        List<Lease> leases = new ArrayList<>();
        for (String ending : endings) {
            leases.add(acquired(new LockName(stem + ending)));
        }
        leases.add(acquired(new LockName("{}" + stem)));
        leases.add(acquired(new LockName("x".repeat(LockName.MAX_BYTES - stem.length()) + stem)));
        for (Lease lease : leases) {
            assertThat(tryAcquire(lease.name())).as("held: %s", lease.name()).isEmpty();
            assertThat(lease.release()).isEqualTo(Release.RELEASED);
        }
    }

    @Test
    void aNameThatIsTooLongIsRefusedNotCut() {
        assertThatThrownBy(() -> new LockName("x".repeat(LockName.MAX_BYTES + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LockName("é".repeat(LockName.MAX_BYTES / 2 + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void badArgumentsAreRefused() {
        LockRequest request = LockRequest.of(someName());
        assertThatThrownBy(() -> backend().provider().tryAcquire(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new LockName(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> request.waiting(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.waiting(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.livingAtMost(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.livingAtMost(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eightThreadsLoseNoneOfTheirUnguardedIncrements() throws Exception {
        LockName name = someName();
        int each = 1_000;
        unguarded = 0;
        Crowd.of(8, number -> {
            for (int i = 0; i < each; i++) {
                try (Lease lease = acquired(name, LONG_WAIT)) {
                    unguarded++;
                    assertThat(lease.isValid()).isTrue();
                }
            }
        });
        assertThat(unguarded).isEqualTo(8L * each);
    }

    @Test
    void aWaiterGetsTheLeaseSoonAfterItsRelease() throws Exception {
        LockName name = someName();
        int handOvers = 200;
        long[] delays = new long[handOvers];
        AtomicLong released = new AtomicLong();
        Lease[] held = {acquired(name)};
        for (int i = 0; i < handOvers; i++) {
            int now = i;
            Lease[] next = new Lease[1];
            Crowd.of(2, number -> {
                if (number == 0) {
                    next[0] = acquired(name, LONG_WAIT);
                    delays[now] = System.nanoTime() - released.get();
                } else {
                    Thread.sleep(5); // so that the other one waits by now; if it does not, nothing is measured wrongly
                    released.set(System.nanoTime());
                    held[0].close();
                }
            });
            held[0] = next[0];
        }
        held[0].close();
        Arrays.sort(delays);
        Duration median = Duration.ofNanos(delays[handOvers / 2]);
        Duration late = Duration.ofNanos(delays[handOvers * 99 / 100]);
        print("release to next lease: median %.2f ms, p99 %.2f ms", median, late);
        assertThat(median).isLessThan(Duration.ofMillis(50));
        assertThat(late).isLessThan(SOON);
    }

    @Test
    void theWaitIsABoundBothWays() throws Exception {
        LockName name = someName();
        Duration wait = Duration.ofMillis(300);
        try (Lease held = acquired(name)) {
            long start = System.nanoTime();
            Optional<Lease> refused = tryAcquire(LockRequest.of(name).waiting(wait));
            assertThat(refused).isEmpty();
            assertThat(since(start)).isBetween(wait, wait.plus(SOON));
            assertThat(held.isValid()).isTrue();
        }
    }

    @Test
    void twentyWaitersAreAllServedInAThousandHandOvers() throws Exception {
        LockName name = someName();
        int waiters = 20;
        int[] served = new int[waiters];
        Crowd.of(waiters, number -> {
            for (int i = 0; i < 1_000 / waiters; i++) {
                try (Lease lease = acquired(name, LONG_WAIT)) {
                    served[number]++;
                    assertThat(lease.isValid()).isTrue();
                }
            }
        });
        assertThat(served).containsOnly(1_000 / waiters);
    }

    @Test
    void anInterruptedWaiterHoldsNothingAndTheNextOneGoesOn() throws Exception {
        LockName name = someName();
        Lease held = acquired(name);
        Thread[] waiter = new Thread[1];
        @Nullable Exception[] told = new Exception[1];
        waiter[0] = new Thread(() -> {
            try {
                acquired(name, LONG_WAIT).close();
            } catch (Exception thrown) {
                told[0] = thrown;
            }
        });
        waiter[0].start();
        waiter[0].interrupt();
        waiter[0].join(Duration.ofSeconds(10).toMillis());

        assertThat(told[0]).isInstanceOf(InterruptedException.class);
        held.close();
        acquired(name, LONG_WAIT).close();
    }

    @Test
    void aTokenIsLargerThanThatOfEveryEarlierHolder() throws Exception {
        LockName name = someName();
        long last = 0;
        for (int i = 0; i < 100; i++) {
            Lease lease = acquired(name, LONG_WAIT);
            long token = lease.fencingToken().value();
            assertThat(token).isGreaterThan(last);
            assertThat(lease.fencingToken().value()).isEqualTo(token);
            last = token;
            if (i % 10 == 0) {
                backend().expire(name);
            }
            lease.close();
        }
    }

    /** Acquires without waiting, and fails if it is held. */
    protected final Lease acquired(LockName name) throws InterruptedException {
        return acquired(name, Duration.ZERO);
    }

    protected final Lease acquired(LockName name, Duration wait) throws InterruptedException {
        return tryAcquire(LockRequest.of(name).waiting(wait))
                .orElseThrow(() -> new AssertionError("held by someone else: " + name));
    }

    protected final Optional<Lease> tryAcquire(LockName name) throws InterruptedException {
        return tryAcquire(LockRequest.of(name));
    }

    protected final Optional<Lease> tryAcquire(LockRequest request) throws InterruptedException {
        return backend().provider().tryAcquire(request);
    }

    protected static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void print(String format, Duration... times) {
        Object[] millis = Arrays.stream(times).map(time -> time.toNanos() / 1e6).toArray();
        System.out.println(String.format(Locale.ROOT, format, millis));
    }
}
