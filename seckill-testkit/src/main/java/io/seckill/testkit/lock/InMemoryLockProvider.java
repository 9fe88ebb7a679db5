package io.seckill.testkit.lock;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leases in one JVM, on a clock that a test can step. Waiters are served in the order of their arrival.
 *
 * <p>An open lease counts as renewed. {@link #expire} takes it away, as a flush of the backend would; {@link
 * #stopRenewing} lets it run out by the clock, as a frozen holder's does. What the clock ends (that, or the longest
 * life) is noticed when anybody asks for the name or the lease, and while somebody waits for the name, every {@value
 * #LOOK_AGAIN_MILLIS} ms of real time; the end of the longest life also when nobody asks, once that much real time has
 * passed.
 *
 * <p>Safe for use by many threads: all state is guarded by this object's monitor, which is held for no longer than a look
 * at one name's line. Listeners run, and waiters are answered, outside of it, for what they do next may block.
 */
public final class InMemoryLockProvider implements LockProvider, AutoCloseable {
    static final long LOOK_AGAIN_MILLIS = 10;
    private static final Duration LEASE_TIME = Duration.ofSeconds(5);
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);

    /** Threads as they are needed, which end by themselves: what runs on them may block. */
    static final Executor ON_ANOTHER_THREAD = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), InMemoryLockProvider::thread);

    private record Waiter(
            LockRequest request, long end, Throwable takenAt, CompletableFuture<Optional<Lease>> answer) {}

    private static final class Line {
        final Deque<Waiter> waiters = new ArrayDeque<>();
        boolean looksAgain;
    }

    private final LongSupplier nanos;
    private final Duration leaseTime;
    private final Executor listeners;
    private final FencingTokens tokens = new InMemoryFencingTokens();
    private final Map<LockName, InMemoryLease> holders = new HashMap<>();
    private final Map<LockName, Line> lines = new HashMap<>();
    private boolean closed;

    /** On the machine's monotonic clock, with a lease time of 5 s. */
    public InMemoryLockProvider() {
        this(System::nanoTime, LEASE_TIME, ON_ANOTHER_THREAD);
    }

    /**
     * @param nanos a monotonic clock in nanoseconds, of any origin
     * @param leaseTime how long a lease lasts after {@link #stopRenewing}
     * @param listeners what runs the listeners of lost leases, and answers those who wait; {@code Runnable::run} for a
     *     test on one thread
     */
    public InMemoryLockProvider(LongSupplier nanos, Duration leaseTime, Executor listeners) {
        this.nanos = nanos;
        this.leaseTime = leaseTime;
        this.listeners = listeners;
    }

    @Override
    public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
        LockName name = request.name();
        CompletableFuture<Optional<Lease>> answer = new CompletableFuture<>();
        Throwable takenAt = new Throwable("lock " + name + " was taken here");
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(isClosed(name));
            }
            long end = nanos.getAsLong() + request.maxWait().toNanos();
            Waiter waiter = new Waiter(request, end, takenAt, answer);
            boolean isHeld = holder(name) != null;
            if (!isHeld && !lines.containsKey(name)) {
                return CompletableFuture.completedFuture(Optional.of(lease(waiter)));
            }
            if (isHeld && request.maxWait().isZero()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            lines.computeIfAbsent(name, unused -> new Line()).waiters.addLast(waiter);
        }
        look(name);
        return answer;
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

    /** Ends all waiting with a {@link LockMisuseException} and releases all leases. */
    @Override
    public void close() {
        List<InMemoryLease> held;
        List<Waiter> waiters = new ArrayList<>();
        synchronized (this) {
            closed = true;
            held = List.copyOf(holders.values());
            lines.values().forEach(line -> waiters.addAll(line.waiters));
            lines.clear();
        }
        waiters.forEach(waiter ->
                listeners.execute(() -> waiter.answer.completeExceptionally(isClosed(waiter.request.name()))));
        held.forEach(Lease::close);
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

    /** To be called with the monitor held; {@link #look} serves whoever waits. */
    void free(InMemoryLease lease) {
        holders.remove(lease.name(), lease);
    }

    /** Answers those who wait for the name and have waited enough: one with the lease if it is free, others by their end. */
    void look(LockName name) {
        List<Runnable> answers = new ArrayList<>();
        synchronized (this) {
            Line line = lines.get(name);
            if (line == null) {
                return;
            }
            line.waiters.removeIf(waiter -> waiter.answer.isDone()); // it was cancelled
            Waiter first = line.waiters.peekFirst();
            if (first != null && holder(name) == null) {
                line.waiters.removeFirst();
                InMemoryLease lease = lease(first);
                answers.add(() -> hand(lease, first));
            }
            for (Iterator<Waiter> rest = line.waiters.iterator(); rest.hasNext(); ) {
                Waiter waiter = rest.next();
                if (nanos.getAsLong() - waiter.end >= 0) {
                    rest.remove();
                    answers.add(() -> waiter.answer.complete(Optional.empty()));
                }
            }
            if (line.waiters.isEmpty()) {
                lines.remove(name);
            } else if (!line.looksAgain) {
                line.looksAgain = true;
                LATER.execute(() -> lookAgain(name, line));
            }
        }
        answers.forEach(listeners::execute);
    }

    private void lookAgain(LockName name, Line line) {
        synchronized (this) {
            line.looksAgain = false;
        }
        look(name);
    }

    private static void hand(InMemoryLease lease, Waiter waiter) {
        if (!waiter.answer.complete(Optional.of(lease))) {
            lease.release(); // it was cancelled meanwhile
        }
    }

    private InMemoryLease lease(Waiter waiter) {
        InMemoryLease lease = new InMemoryLease(this, waiter.request.name(), waiter.takenAt);
        waiter.request.longestLife().ifPresent(lease::liveAtMost);
        holders.put(waiter.request.name(), lease);
        return lease;
    }

    private @Nullable InMemoryLease holder(LockName name) {
        InMemoryLease holder = holders.get(name);
        return holder != null && holder.isValid() ? holder : null;
    }

    private static LockMisuseException isClosed(LockName name) {
        return new LockMisuseException(name, "its provider is closed");
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "lock-listener");
        thread.setDaemon(true);
        return thread;
    }
}
