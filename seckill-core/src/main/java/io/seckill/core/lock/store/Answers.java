package io.seckill.core.lock.store;

import io.seckill.core.lock.LockException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.schedule.Timers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The server's answers, waited for by deadlines of our own: a driver's timeouts add up over its retries, and some of its
 * waits have none.
 */
final class Answers {
    private static final Logger LOG = System.getLogger(Answers.class.getName());

    private final String title;
    private final Timers timers;

    Answers(LeaseStore store, Timers timers) {
        this.title = store.title();
        this.timers = timers;
    }

    /** The call's own future, or a failed one where it throws, against the contract of stores. */
    static <T> CompletableFuture<T> of(Supplier<? extends CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** Runs one of the two when the answer is there, on the thread that brings it; what they throw is logged. */
    static <T> void when(CompletableFuture<T> answer, Consumer<T> success, Consumer<Throwable> failure) {
        CompletableFuture<?> unused = answer.handle((value, thrown) -> {
                    if (thrown == null) {
                        success.accept(value);
                    } else {
                        failure.accept(cause(thrown));
                    }
                    return value;
                })
                .exceptionally(fault -> {
                    LOG.log(Level.ERROR, "Could not process an answer about a lock", fault);
                    return null;
                });
    }

    /**
     * The answer, or a {@link LockUnavailableException} if it is a failure or is not there in time.
     *
     * @param time from now on
     */
    <T> CompletableFuture<T> within(Duration time, LockName name, CompletableFuture<T> answer) {
        CompletableFuture<T> bounded = new CompletableFuture<>();
        Future<?> deadline = answer.isDone()
                ? answer
                : timers.after(
                        time,
                        () -> bounded.completeExceptionally(
                                new LockUnavailableException(name, title + " did not answer in time", null)));
        when(
                answer,
                value -> {
                    deadline.cancel(false);
                    bounded.complete(value);
                },
                failure -> {
                    deadline.cancel(false);
                    bounded.completeExceptionally(unavailable(name, failure));
                });
        return bounded;
    }

    /**
     * Waits for the answer, for callers that may not be interrupted: goes on waiting, then restores the flag.
     *
     * @param time from now on
     * @throws LockUnavailableException if the answer is a failure, or was not there in time
     */
    <T> T await(Duration time, LockName name, CompletableFuture<T> answer) {
        long end = timers.nanos() + time.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get(Math.max(0, end - timers.nanos()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (TimeoutException late) {
                    throw new LockUnavailableException(name, title + " did not answer in time", late);
                } catch (ExecutionException failed) {
                    throw unavailable(name, cause(failed));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private LockException unavailable(LockName name, Throwable failure) {
        return failure instanceof LockException told
                ? told
                : new LockUnavailableException(name, title + " failed: " + failure.getMessage(), failure);
    }

    static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && cause != null ? cause(cause) : failure;
    }
}
