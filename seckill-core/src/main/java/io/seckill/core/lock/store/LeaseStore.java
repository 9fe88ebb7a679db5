package io.seckill.core.lock.store;

import io.seckill.core.lock.LockName;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A server that keeps leases: it holds each lock for the claim that took it, and frees it by itself one lease time after
 * it was last renewed, whatever became of the holder.
 *
 * <p>Nothing here blocks for longer than it takes to hand a command on, and nothing throws: every failure is in a future.
 * Futures may be completed on any thread. Implementations are safe for use by many threads.
 */
public interface LeaseStore {
    /** The least lease time that can be watched over a network. */
    Duration SHORTEST_LEASE = Duration.ofMillis(500);

    /** For longer nobody should have to wait for the lock of a holder that was killed. */
    Duration LONGEST_LEASE = Duration.ofHours(1);

    /** What it is called in messages, such as {@code Redis}. */
    String title();

    /** How long the server keeps a lock that is not renewed: from {@link #SHORTEST_LEASE} to {@link #LONGEST_LEASE}, always the same. */
    Duration leaseTime();

    /** How long a waiter waits for word of a freed lock before it asks without one. */
    Duration retryInterval();

    /** Completes when the server can be asked, at once if it has been reached before; a call after a failure tries again. */
    CompletableFuture<?> ready();

    /** A claim that nobody else has: what another one took, this one can neither renew nor give back. */
    Claim claim(LockName name);

    /**
     * Calls back whenever the lock may have become free, until the subscription is ended. It only makes waiting shorter, so
     * it may call too often, and it may miss; a store that cannot tell returns one that never calls.
     *
     * @param freed does not block
     */
    Subscription listen(LockName name, Runnable freed);

    /** Gives back whatever the store itself has on the server. Called once, when all leases have been given back. */
    CompletableFuture<?> end();

    /** One acquisition as the server knows it. */
    interface Claim {
        /** The answer of {@link #prove()} when the lock is gone, is somebody else's, or is no lock at all. */
        long NOT_OURS = -1;

        /** Whether the lock is ours now. To be called once. */
        CompletableFuture<Boolean> take();

        /**
         * Asks whether the lock is still ours, and renews it if nothing else does.
         *
         * @return for how long the server keeps it from now on without another renewal, in milliseconds, or {@link
         *     #NOT_OURS}
         */
        CompletableFuture<Long> prove();

        /**
         * Frees the lock if it is ours, and ends its renewal in any case. Harmless when repeated, and when another holder
         * has the lock. To be called only after the future of {@link #take()} is completed.
         *
         * @return whether it was ours
         */
        CompletableFuture<Boolean> giveBack();

        /** Whether the server may have the lock for this claim although {@link #take()} failed so. */
        default boolean mayHaveTaken(Throwable failure) {
            return true;
        }
    }

    /** Ends the calling back. */
    interface Subscription {
        void end();
    }
}
