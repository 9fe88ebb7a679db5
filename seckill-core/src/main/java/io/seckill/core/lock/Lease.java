package io.seckill.core.lock;

/**
 * One acquisition of a lock. It belongs to whoever has this object, not to a thread: it is single-use, is not
 * re-entrant, and can be closed from any thread. It is renewed until it is released, lost, or reaches its longest life.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface Lease extends AutoCloseable {
    LockName name();

    /**
     * A number that is larger than that of every earlier holder of this name, across restarts and lost data of the lock's backend.
     * It is issued when first asked for, and stays the same for the whole lease.
     *
     * @throws LeaseLostException if this lease is no longer held
     * @throws LockUnavailableException if the token's source, or the lock's backend, could not be asked
     */
    FencingToken fencingToken();

    /** Whether the lease is held for certain: local and cheap, by the monotonic clock and the last proof of ownership. */
    boolean isValid();

    /**
     * Runs the listener once when the lease is lost (not when it is released), at once if it is lost already. It is not run on an I/O thread; what it throws
     * is logged and harms nobody.
     */
    void onLost(Runnable listener);

    /** Gives the lock back. Never throws; keeps the interrupt flag. */
    Release release();

    /** {@link #release()}, without its answer. */
    @Override
    void close();
}
