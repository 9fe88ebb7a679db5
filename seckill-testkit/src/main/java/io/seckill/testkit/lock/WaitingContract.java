package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Waiting for a name, and ceasing to wait: cases 7, 10 and 11. */
abstract class WaitingContract extends AcquiringContract {
    /** Case 7. */
    @Test
    @Tag(HEAVY)
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
                    pass(Duration.ofMillis(
                            5)); // so that the other one waits by now; if it does not, nothing is measured wrongly
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

    /** Case 7. */
    @Test
    void theWaitIsABoundBothWays() throws Exception {
        LockName name = someName();
        Duration wait = Duration.ofMillis(300);
        try (Lease held = acquired(name)) {
            long start = System.nanoTime();
            Optional<Lease> refused = tryAcquire(LockRequest.of(name).waiting(wait));
            assertThat(refused).isEmpty();
            assertThat(since(start)).isBetween(wait, wait.plus(SOON).plus(SLACK));
            assertThat(held.isValid()).isTrue();
        }
    }

    /** Case 10. */
    @Test
    @Tag(HEAVY)
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

    /** Case 11, before. */
    @Test
    void whoIsInterruptedBeforeItAsksHoldsNothing() throws Exception {
        LockName name = someName();
        Throwable told = failureWithin(SOON.plus(SLACK), async(() -> {
            Thread.currentThread().interrupt();
            return acquired(name, LONG_WAIT);
        }));
        assertThat(told).isInstanceOf(InterruptedException.class);
        acquired(name).close();
    }

    /** Case 11, while waiting. */
    @Test
    void whoIsInterruptedWhileItWaitsHoldsNothingAndTheNextOneGoesOn() throws Exception {
        LockName name = someName();
        Lease held = acquired(name);
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Thread waiter = inThread(() -> {
            try {
                acquired(name, LONG_WAIT).close();
                told.complete(new AssertionError("it was not interrupted"));
            } catch (Throwable thrown) {
                told.complete(thrown);
            }
        });
        await(() -> isWaiting(waiter), SOON.plus(SLACK));
        CompletableFuture<Lease> next = async(() -> acquired(name, LONG_WAIT));
        waiter.interrupt();

        assertThat(within(SOON.plus(SLACK), told)).isInstanceOf(InterruptedException.class);
        held.close();
        within(soonerThanTheLease(), next).close();
        assertFreeNow(name);
    }

    /** Case 11, in the acquire's round trip: later and later, until the lease is there before the interrupt. */
    @Test
    void whoIsInterruptedWhileItIsAnsweredHoldsNothing() throws Exception {
        for (int i = 0; i < 100; i++) {
            LockName name = someName();
            AtomicBoolean begun = new AtomicBoolean();
            CompletableFuture<Boolean> ended = new CompletableFuture<>();
            Thread asker = inThread(() -> {
                begun.set(true);
                try {
                    acquired(name).close();
                    ended.complete(true);
                } catch (InterruptedException interrupted) {
                    ended.complete(true);
                } catch (Throwable wrong) {
                    ended.completeExceptionally(wrong);
                }
            });
            while (!begun.get()) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(i * 20_000L);
            asker.interrupt();
            within(LONG_WAIT, ended);
            assertFreeNow(name);
        }
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static void print(String format, Duration... times) {
        Object[] millis = Arrays.stream(times).map(time -> time.toNanos() / 1e6).toArray();
        System.out.println(String.format(Locale.ROOT, format, millis));
    }
}
