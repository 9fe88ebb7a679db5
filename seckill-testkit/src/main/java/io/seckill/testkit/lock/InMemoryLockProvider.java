package io.seckill.testkit.lock;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leases in one JVM, on a clock that a test can step. Waiters are served in the order of their arrival.
 *
 * <p>An open lease counts as renewed. {@link #expire} takes it away, as a flush of the backend would; {@link
 * #stopRenewing} lets it run out by the clock, as a frozen holder's does. What the clock ends (that, or the longest
 * life) is noticed when anybody asks for the name or the lease; a waiter asks every {@value #LOOK_AGAIN_MILLIS} ms of
 * real time.
 *
 * <p>Safe for use by many threads: all state is guarded by this object's monitor, which is held for no longer than a map
 * access; listeners run outside of it.
 */
public final class InMemoryLockProvider implements LockProvider, AutoCloseable {
    static final long LOOK_AGAIN_MILLIS = 10;
    private static final Duration LEASE_TIME = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final Duration leaseTime;
    private final Executor listeners;
    private final FencingTokens tokens = new InMemoryFencingTokens();
    private final Map<LockName, InMemoryLease> holders = new HashMap<>();
    private final Map<LockName, Deque<Object>> queues = new HashMap<>();
    private boolean closed;

    /** On the machine's monotonic clock, with a lease time of 5 s. */
    public InMemoryLockProvider() {
        this(System::nanoTime, LEASE_TIME, InMemoryLockProvider::onItsOwnThread);
    }

    /**
     * @param nanos a monotonic clock in nanoseconds, of any origin
     * @param leaseTime how long a lease lasts after {@link #stopRenewing}
     * @param listeners what runs the listeners of lost leases; {@code Runnable::run} for a test on one thread
     */
    public InMemoryLockProvider(LongSupplier nanos, Duration leaseTime, Executor listeners) {
        this.nanos = nanos;
        this.leaseTime = leaseTime;
        this.listeners = listeners;
    }

    @Override
    public synchronized Optional<Lease> tryAcquire(LockRequest request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long end = nanos.getAsLong() + request.maxWait().toNanos();
        Object place = new Object();
        Deque<Object> queue = queues.computeIfAbsent(request.name(), name -> new ArrayDeque<>());
        queue.addLast(place);
        try {
            while (true) {
                requireOpen();
                if (place.equals(queue.peekFirst()) && holder(request.name()) == null) {
                    return Optional.of(lease(request));
                }
                long left = Duration.ofNanos(end - nanos.getAsLong()).toMillis();
                if (end - nanos.getAsLong() <= 0) {
                    return Optional.empty();
                }
                wait(Math.max(1, Math.min(left, LOOK_AGAIN_MILLIS)));
            }
        } finally {
            leave(request.name(), queue, place);
        }
    }

    /** Takes the lock away behind the holder's back, and tells it. Nothing happens if nobody holds it. */
    public void expire(LockName name) {
        InMemoryLease holder;
        synchronized (this) {
            holder = holder(name);
        }
        if (holder != null) {
            holder.lose();
        }
    }

    /** Lets the lease of the present holder end one lease time from now. Nothing happens if nobody holds it. */
    public synchronized void stopRenewing(LockName name) {
        InMemoryLease holder = holder(name);
        if (holder != null) {
            holder.endAt(nanos.getAsLong() + leaseTime.toNanos());
        }
    }

    /** Ends all waiting with an {@link IllegalStateException} and releases all leases. */
    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(holders.values()).forEach(Lease::close);
        notifyAll();
    }

    long now() {
        return nanos.getAsLong();
    }

    FencingTokens tokens() {
        return tokens;
    }

    Executor listeners() {
        return listeners;
    }

    /** To be called with the monitor held. */
    void free(InMemoryLease lease) {
        holders.remove(lease.name(), lease);
        notifyAll();
    }

    private Lease lease(LockRequest request) {
        InMemoryLease lease = new InMemoryLease(this, request.name());
        request.longestLife().ifPresent(life -> lease.endAt(nanos.getAsLong() + life.toNanos()));
        holders.put(request.name(), lease);
        return lease;
    }

    private @Nullable InMemoryLease holder(LockName name) {
        InMemoryLease holder = holders.get(name);
        return holder != null && holder.isValid() ? holder : null;
    }

    private void leave(LockName name, Deque<Object> queue, Object place) {
        queue.remove(place);
        if (queue.isEmpty()) {
            queues.remove(name);
        }
        notifyAll();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("lock provider: is closed");
        }
    }

    private static void onItsOwnThread(Runnable listener) {
        Thread thread = new Thread(listener, "lock-listener");
        thread.setDaemon(true);
        thread.start();
    }
}
