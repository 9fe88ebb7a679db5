package io.seckill.core.lock;

import java.util.Optional;

/**
 * Gives leases on names: at most one valid lease per name at a time, across all nodes that share the backend.
 *
 * <p>Contention is a value (empty), a broken backend is an exception, and loss is told to the lease's holder. A lease
 * alone cannot protect data that outlives it: a holder may be frozen past its lease and write afterwards. Let the data's
 * own store check the {@linkplain Lease#fencingToken() token}, or decide under its own row lock.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface LockProvider {
    /**
     * Waits at most the request's wait for the lock.
     *
     * @return the lease; empty if someone else held the lock until the wait ended
     * @throws LockUnavailableException if the backend could not be asked within the wait and the adapter's own bound; nothing is held, or what may
     *     be held ends by itself with the lease time
     * @throws InterruptedException if the thread was interrupted; nothing is held
     * @throws IllegalStateException if this provider was closed
     */
    Optional<Lease> tryAcquire(LockRequest request) throws InterruptedException;
}
