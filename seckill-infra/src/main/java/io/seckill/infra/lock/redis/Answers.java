package io.seckill.infra.lock.redis;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for Redis by a deadline of our own: Redisson's timeouts add up over its retries, and some waits have none. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    /**
     * Runs one of the two when the answer is there, on the thread that brings it; what they throw is logged.
     */
    static <T> void when(CompletableFuture<T> answer, Consumer<T> success, Consumer<Throwable> failure) {
        CompletableFuture<?> unused = answer.handle((value, thrown) -> {
                    if (thrown == null) {
                        success.accept(value);
                    } else {
                        failure.accept(Hold.cause(thrown));
                    }
                    return value;
                })
                .exceptionally(fault -> {
                    LOG.error("Could not process an answer of Redis", fault);
                    return null;
                });
    }

    /**
     * @param until on the scale of {@link System#nanoTime()}
     * @throws LockUnavailableException if the answer is a failure, or was not there in time
     */
    static <T> T await(CompletableFuture<T> answer, long until, LockName name) throws InterruptedException {
        try {
            return answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new LockUnavailableException(name, "Redis did not answer in time", late);
        } catch (ExecutionException failed) {
            Throwable cause = Hold.cause(failed.getCause() == null ? failed : failed.getCause());
            throw new LockUnavailableException(name, String.valueOf(cause.getMessage()), cause);
        }
    }

    /** The same for callers that may not be interrupted: goes on waiting until the deadline, then restores the flag. */
    static <T> T awaitUninterruptibly(CompletableFuture<T> answer, long until, LockName name) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return await(answer, until, name);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
