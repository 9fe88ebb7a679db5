package io.seckill.core.lock.store;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.lock.store.LeaseStore.Claim;
import io.seckill.core.schedule.Timers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Leases in a {@link LeaseStore}.
 *
 * <p><b>Waiting</b> is fair among the callers of one JVM, not between JVMs, and holds no thread; the first in line alone
 * asks the server. A request returns at the latest one second (or one lease time, if that is shorter) after its wait: that
 * is the bound for an answer of the server. Empty is always an answer of the server, and the last one that it gave by then.
 * The first question that the server leaves unanswered, or answers with a failure, ends the request as unavailable, however
 * long it would wait. A request must not be made with {@link #tryAcquire} on one of the store's own I/O threads. At most
 * {@value #MOST_WAITING} requests are under way at a time; further ones are refused as unavailable.
 *
 * <p>Listeners, and what is chained to asynchronous answers, run on the timers' threads that may block. They are few: what
 * takes long there delays others' listeners and answers.
 *
 * <p>Safe for use by many threads.
 */
public final class StoredLocks implements LockProvider, AutoCloseable {
    /** How many threads that may block serve a provider well: they run listeners and what is chained to answers. */
    public static final int WORKERS = 16;

    static final int MOST_WAITING = 100_000;
    private static final Logger LOG = System.getLogger(StoredLocks.class.getName());
    private static final LockName ALL = new LockName("(all)");

    private final LeaseStore store;
    private final LeaseTimes times;
    private final Timers timers;
    private final Answers answers;
    private final Strays strays;
    private final WaitingLines lines;
    private final Set<StoredLease> leases = ConcurrentHashMap.newKeySet();
    private final StoredLease.Surroundings surroundings;
    /** Those that have no answer yet. */
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    /** Questions and releases without an answer, each by a key of its own; they complete normally, whatever comes of them. */
    private final ConcurrentMap<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

    /** What {@link #tryAcquire} asks: its answers go straight to the thread that waits, without a hop to another one. */
    private final LockProvider direct = this::ask;

    private volatile boolean closed;

    /**
     * @param timers closed together with this provider
     * @throws IllegalArgumentException if the store's lease time is less than {@link LeaseStore#SHORTEST_LEASE}
     */
    public StoredLocks(LeaseStore store, FencingTokens tokens, Timers timers) {
        this.store = store;
        this.times = LeaseTimes.of(store.leaseTime());
        this.timers = timers;
        this.answers = new Answers(store, timers);
        this.strays = new Strays(timers, times);
        Duration retry = store.retryInterval();
        this.lines = new WaitingLines(
                name -> new WaitingLine(retry, timers, this::attempt, () -> store.listen(name, () -> wake(name))));
        this.surroundings = new StoredLease.Surroundings(
                times, timers, answers, strays, tokens, this::watch, leases::remove, this::wake);
    }

    @Override
    public Optional<Lease> tryAcquire(LockRequest request) throws InterruptedException {
        return direct.tryAcquire(request);
    }

    @Override
    public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
        CompletableFuture<Optional<Lease>> asked = ask(request);
        CompletableFuture<Optional<Lease>> told = new CompletableFuture<>();
        // What the caller has chained may block, and must not do so on the store's threads.
        Answers.when(
                asked,
                lease -> timers.run(() -> {
                    if (!told.complete(lease)) {
                        lease.ifPresent(Lease::close);
                    }
                }),
                failure -> timers.run(() -> told.completeExceptionally(failure)));
        Answers.when(told, lease -> {}, failure -> asked.cancel(false));
        return told;
    }

    /**
     * Ends all waiting with a {@link LockMisuseException} and gives back all leases; they are then released, not lost.
     * Waits about three seconds at most for the server. Repeating it has no effect. Keeps the interrupt flag.
     *
     * <p>Why nothing stays locked behind it: a question is under way before it looks whether this is closed. So it either
     * sees that, or is waited for here; by then its lease is among those given back, or its release is under way too.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        waiters.forEach(this::refuse);
        awaitQuietly(underWay.values().toArray(CompletableFuture<?>[]::new));
        leases.forEach(StoredLease::abandon);
        awaitQuietly(underWay.values().toArray(CompletableFuture<?>[]::new));
        awaitQuietly(store.end());
        timers.close();
    }

    private CompletableFuture<Optional<Lease>> ask(LockRequest request) {
        Waiter waiter = new Waiter(request, timers);
        if (waiters.size() >= MOST_WAITING) {
            waiter.fail(new LockUnavailableException(
                    request.name(), MOST_WAITING + " requests wait already, which is the most there may be", null));
            return waiter.answer;
        }
        waiters.add(waiter);
        waiter.whenAnswered(() -> waiters.remove(waiter));
        if (closed) { // close() may have looked at the waiters before this was one
            refuse(waiter);
        } else if (request.maxWait().isZero()) {
            waiter.answerWith(attempt(waiter));
        } else {
            WaitingLine line = lines.join(waiter);
            waiter.whenAnswered(() -> {
                line.remove(waiter);
                lines.tidy(waiter.name(), line);
            });
        }
        return waiter.answer;
    }

    /** Asks the server once. Whatever comes of a question that nobody waits for any longer is given back. */
    private CompletableFuture<Optional<StoredLease>> attempt(Waiter waiter) {
        CompletableFuture<Optional<StoredLease>> asked = new CompletableFuture<>();
        watch(asked);
        if (closed) {
            asked.completeExceptionally(isClosed(waiter.name()));
            return asked;
        }
        // The first connection, which a cold JVM makes slowly, may use up the whole wait.
        Duration bound = waiter.left().plus(times.answer());
        Answers.when(
                answers.within(bound, waiter.name(), Answers.of(store::ready)).thenCompose(ready -> take(waiter)),
                asked::complete,
                asked::completeExceptionally);
        return asked;
    }

    private void watch(CompletableFuture<?> sent) {
        Object key = new Object();
        underWay.put(key, sent.handle((answer, failure) -> "settled"));
        Answers.when(sent, answer -> underWay.remove(key), failure -> underWay.remove(key));
    }

    private CompletableFuture<Optional<StoredLease>> take(Waiter waiter) {
        LockName name = waiter.name();
        Claim claim = store.claim(name);
        long sent = timers.nanos();
        CompletableFuture<Boolean> taken = Answers.of(claim::take);
        Duration left = waiter.left().plus(times.answer());
        CompletableFuture<Boolean> inTime =
                answers.within(left.compareTo(times.answer()) < 0 ? left : times.answer(), name, taken);
        Answers.when(inTime, ours -> {}, failure -> strays.giveBackWhenTaken(claim, taken));
        return inTime.thenApply(ours -> ours ? Optional.of(lease(waiter, claim, sent)) : Optional.empty());
    }

    private StoredLease lease(Waiter waiter, Claim claim, long sent) {
        StoredLease lease = new StoredLease(waiter.name(), claim, sent, surroundings);
        leases.add(lease);
        lease.start(waiter.request.longestLife(), waiter.takenAt);
        if (closed) { // close() may have read the set before this lease was in it
            lease.abandon();
            throw isClosed(waiter.name());
        }
        return lease;
    }

    private void wake(LockName name) {
        lines.wake(name);
    }

    private void refuse(Waiter waiter) {
        waiter.fail(isClosed(waiter.name()));
    }

    private static LockMisuseException isClosed(LockName name) {
        return new LockMisuseException(name, "its provider is closed");
    }

    private void awaitQuietly(CompletableFuture<?>... ends) {
        try {
            answers.await(times.answer(), ALL, CompletableFuture.allOf(ends));
        } catch (LockUnavailableException unanswered) {
            LOG.log(
                    Level.WARNING,
                    "Closed without an answer of " + store.title() + "; what was held ends with its lease time",
                    unanswered);
        }
    }
}
