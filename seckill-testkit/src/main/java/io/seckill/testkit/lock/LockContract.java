package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the cases of the contract share. The bounds on times are wide enough for a busy machine, and those that tell a
 * release from the end of a lease are still below a lease time.
 */
@ExtendWith(CapabilityCondition.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class LockContract {
    /** What counts as "at once". */
    static final Duration SOON = Duration.ofMillis(500);

    /** Added to every bound that the contract states, for a busy machine. */
    static final Duration SLACK = Duration.ofMillis(700);

    /** The tag of cases that need the machine for themselves: they count the JVM's threads, or keep all cores busy. */
    static final String HEAVY = "heavy";

    static final Duration LONG_WAIT = Duration.ofMinutes(1);

    /** The same backend for a whole test. */
    protected abstract LockBackend backend();

    /** A name that no other test uses. */
    protected static LockName someName() {
        return new LockName("contract:" + UUID.randomUUID());
    }

    /** Acquires without waiting, and fails if it is held. */
    protected final Lease acquired(LockName name) throws InterruptedException {
        return acquired(name, Duration.ZERO);
    }

    protected final Lease acquired(LockName name, Duration wait) throws InterruptedException {
        return acquired(LockRequest.of(name).waiting(wait));
    }

    final Lease acquired(LockRequest request) throws InterruptedException {
        return tryAcquire(request).orElseThrow(() -> new AssertionError("held by someone else: " + request.name()));
    }

    protected final Optional<Lease> tryAcquire(LockName name) throws InterruptedException {
        return tryAcquire(LockRequest.of(name));
    }

    protected final Optional<Lease> tryAcquire(LockRequest request) throws InterruptedException {
        return backend().provider().tryAcquire(request);
    }

    final CompletableFuture<Optional<Lease>> acquiring(LockName name) {
        return backend().provider().tryAcquireAsync(LockRequest.of(name).waiting(LONG_WAIT));
    }

    /** What a release gives within: far sooner than the end of a lease that nobody renews any more. */
    final Duration soonerThanTheLease() {
        return backend().leaseTime().dividedBy(2);
    }

    /** That nobody holds the name, and nobody did who only lets it run out. */
    final void assertFreeNow(LockName name) throws InterruptedException {
        acquired(name, soonerThanTheLease()).close();
    }

    /** That the message names the lock, and says something of the cause after that. */
    static void assertNamesLockAndCause(Throwable told, LockName name) {
        assertThat(told).isInstanceOf(LockException.class);
        String message = String.valueOf(told.getMessage());
        assertThat(message).contains(name.value());
        String cause =
                message.substring(message.indexOf(name.value()) + name.value().length());
        assertThat(cause)
                .as("the cause in: %s", message)
                .containsPattern("\\p{Alpha}{3}")
                .doesNotEndWith("null");
    }

    /** Completes with the thread that the listener ran on. */
    static CompletableFuture<Thread> lossOf(Lease lease) {
        CompletableFuture<Thread> told = new CompletableFuture<>();
        lease.onLost(() -> told.complete(Thread.currentThread()));
        return told;
    }

    interface Action<T> {
        T run() throws Exception;
    }

    static <T> CompletableFuture<T> async(Action<T> action) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        inThread(() -> {
            try {
                outcome.complete(action.run());
            } catch (Throwable thrown) {
                outcome.completeExceptionally(thrown);
            }
        });
        return outcome;
    }

    static Thread inThread(Runnable task) {
        Thread thread = new Thread(task, "contract");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static <T> T within(Duration bound, CompletableFuture<T> future) throws Exception {
        try {
            return future.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("not so within " + bound, late);
        }
    }

    /** What the future failed with, which it must do within the bound. */
    static Throwable failureWithin(Duration bound, CompletableFuture<?> future) throws Exception {
        try {
            throw new AssertionError("did not fail, but gave " + within(bound, future));
        } catch (ExecutionException failed) {
            return failed.getCause() == null ? failed : failed.getCause();
        }
    }

    static void await(BooleanSupplier condition, Duration bound) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(since(start)).as("not so within the bound").isLessThan(bound);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Lets the time pass that the case is about. */
    static void pass(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    protected static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
