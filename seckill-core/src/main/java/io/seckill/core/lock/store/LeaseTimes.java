package io.seckill.core.lock.store;

import java.time.Duration;

/**
 * The times that follow from a store's lease time.
 *
 * @param lease for how long the server keeps a lock that nobody renews
 * @param check how often the server is asked whether a lease is still held: a third of the lease
 * @param margin taken off every proof of ownership: the two clocks may run at rates that differ, by 1 in 50 at most
 * @param answer how long one call may take before the server counts as unavailable
 */
record LeaseTimes(Duration lease, Duration check, Duration margin, Duration answer) {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);

    static LeaseTimes of(Duration lease) {
        if (lease.compareTo(LeaseStore.SHORTEST_LEASE) < 0 || lease.compareTo(LeaseStore.LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException("lease time: must be from " + LeaseStore.SHORTEST_LEASE + " to "
                    + LeaseStore.LONGEST_LEASE + ", but is " + lease);
        }
        return new LeaseTimes(
                lease,
                lease.dividedBy(3),
                lease.dividedBy(50),
                lease.compareTo(LONGEST_ANSWER) < 0 ? lease : LONGEST_ANSWER);
    }
}
