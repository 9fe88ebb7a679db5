package io.seckill.core.lock;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Gives leases on names: at most one valid lease per name at a time, across all nodes that share the backend.
 *
 * <p>Contention is a value (empty), a broken backend is an exception, and loss is told to the lease's holder.
 *
 * <p><b>What a lease cannot do.</b> It says that its holder was alone when it was last proven, and no more. A holder may
 * be frozen (by a pause of its JVM, its machine or its network) after it has looked, wake up when the lease is over and
 * another holder is at work, and write then. No lock service can prevent that, for the write happens elsewhere. So data
 * that outlives the holder needs a guard in its own store: its own row lock, or the lease's {@linkplain
 * Lease#fencingToken() token}, which the store compares in the very statement that writes:
 *
 * <pre>{@code
 * UPDATE stock SET counted = :counted, token = :token
 *  WHERE sku = :sku AND token <= :token
 * }</pre>
 *
 * <p>No row changed means that a later holder has written already: this one is too late, and must stop. A late holder is
 * refused only once a later one has written, so who writes what it has computed from what it read first writes the token
 * ({@code SET token = :token WHERE ... AND token <= :token}), and reads after that. With that, the lease makes the work
 * fast and orderly, and the store makes it correct.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface LockProvider {
    /**
     * Waits at most the request's wait for the lock, without holding a thread.
     *
     * <p>The future completes normally with the lease, or empty if someone else held the lock until the wait ended;
     * or with a {@link LockUnavailableException} if the backend could not be asked, as soon as that is known, and within
     * the wait and the adapter's own bound: nothing is held then, or what may be held ends by itself with the lease time; or with a {@link
     * LockMisuseException} if this provider is closed. Cancelling it ends the waiting: nothing is held afterwards. What
     * is chained to it may block for a bounded time.
     */
    CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request);

    /**
     * Waits at most the request's wait for the lock, and blocks the calling thread meanwhile.
     *
     * @return the lease; empty if someone else held the lock until the wait ended
     * @throws LockUnavailableException if the backend could not be asked within the wait and the adapter's own bound; nothing
     *     is held, or what may be held ends by itself with the lease time
     * @throws LockMisuseException if this provider is closed, or is closed while this waits
     * @throws InterruptedException if the thread was interrupted; nothing is held
     */
    default Optional<Lease> tryAcquire(LockRequest request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        CompletableFuture<Optional<Lease>> answer = tryAcquireAsync(request);
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            if (!answer.cancel(false)) {
                giveBack(answer);
            }
            throw interrupted;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof LockException told) {
                throw told;
            }
            throw new LockUnavailableException(request.name(), String.valueOf(failed.getCause()), failed.getCause());
        }
    }

    /**
     * Runs the body under a lease, and gives the lease back, whatever comes of the body.
     *
     * @return what the body returned; empty if someone else held the lock until the wait ended, and the body was not run
     * @throws LockUnavailableException as {@link #tryAcquire} does; the body was not run
     * @throws LockMisuseException if this provider is closed; the body was not run
     * @throws InterruptedException if the thread was interrupted while it waited; the body was not run
     * @throws LeaseLostException if the body ran to its end, and the lease had been lost by then: what it did may stand, and
     *     may have met another holder. Not thrown when the body itself threw: that exception goes on, with this one suppressed
     *     in it
     * @throws E what the body throws
     */
    default <T, E extends Exception> Optional<T> withLock(LockRequest request, Guarded<T, E> body)
            throws InterruptedException, E {
        Optional<Lease> held = tryAcquire(request);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Lease lease = held.get();
        T result;
        try {
            result = body.run(lease);
        } catch (Throwable thrown) {
            if (lease.release() == Release.LOST_BEFORE_RELEASE) {
                thrown.addSuppressed(new LeaseLostException(request.name()));
            }
            throw thrown;
        }
        if (lease.release() == Release.LOST_BEFORE_RELEASE) {
            throw new LeaseLostException(request.name());
        }
        return Optional.of(result);
    }

    /**
     * What is done under a lease.
     *
     * @param <T> what it returns, never null
     * @param <E> what it may throw; {@link RuntimeException} for none that is checked
     */
    @FunctionalInterface
    interface Guarded<T, E extends Exception> {
        /** @param lease for its token, and to ask whether it is still valid */
        T run(Lease lease) throws E;
    }

    private static void giveBack(CompletableFuture<Optional<Lease>> answered) {
        try {
            answered.join().ifPresent(Lease::close);
        } catch (CancellationException | CompletionException nothingHeld) {
            return;
        }
    }
}
