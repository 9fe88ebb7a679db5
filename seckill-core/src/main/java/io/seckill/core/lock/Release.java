package io.seckill.core.lock;

/** What became of a lease that was given back. */
public enum Release {
    RELEASED,
    ALREADY_RELEASED,
    LOST_BEFORE_RELEASE,
    /** The backend did not answer: the lock is free at the latest when the lease time is over. */
    UNKNOWN
}
