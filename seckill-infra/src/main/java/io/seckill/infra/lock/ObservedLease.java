package io.seckill.infra.lock;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.Release;
import io.seckill.infra.lock.LockEvents.End;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Tells, once, when another lease ends. Safe for use by many threads. */
final class ObservedLease implements Lease {
    private final Lease lease;
    private final LockEvents events;
    private final Optional<HeldLeases> leases;
    private final LongSupplier nanos;
    private final long since;
    private final AtomicBoolean ended = new AtomicBoolean();

    ObservedLease(Lease lease, LockEvents events, Optional<HeldLeases> leases, LongSupplier nanos) {
        this.lease = lease;
        this.events = events;
        this.leases = leases;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /** From now on its loss is told, also when it is lost already. */
    void watch() {
        lease.onLost(() -> end(End.LOST));
    }

    @Override
    public LockName name() {
        return lease.name();
    }

    @Override
    public FencingToken fencingToken() {
        return lease.fencingToken();
    }

    @Override
    public boolean isValid() {
        return lease.isValid();
    }

    @Override
    public void onLost(Runnable listener) {
        lease.onLost(listener);
    }

    @Override
    public Release release() {
        Release release = lease.release();
        end(release == Release.LOST_BEFORE_RELEASE ? End.LOST : End.RELEASED);
        return release;
    }

    @Override
    public void close() {
        var unused = release();
    }

    private void end(End end) {
        if (ended.compareAndSet(false, true)) {
            leases.ifPresent(all -> all.ended(this));
            events.ended(name(), end, Duration.ofNanos(nanos.getAsLong() - since));
        }
    }

    @Override
    public String toString() {
        return lease.toString();
    }
}
