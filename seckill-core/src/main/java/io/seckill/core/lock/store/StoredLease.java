package io.seckill.core.lock.store;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LeaseLostException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.lock.Release;
import io.seckill.core.lock.store.LeaseStore.Claim;
import io.seckill.core.schedule.Timers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lease and its proof: the time until which the server is known to keep the lock for it.
 *
 * <p>A renewal by somebody else (Redisson's watchdog) neither says when it renewed nor that it found the lock gone. So the
 * server is asked at a third of the lease, and the lease is valid until the time that question was <em>sent</em>, plus what
 * the server said was left, less a margin. The server answered later than we sent, so it keeps the lock at least that long.
 *
 * <p>Why it is correct: {@code state} goes once from HELD to LOST or RELEASED (and from RELEASED to LOST, when the server
 * says so), and {@code validUntil} moves only while
 * HELD and not yet passed, all under this object's monitor, which is never held while anything blocks. Whoever first sees
 * the deadline passed makes the lease LOST, so {@link #isValid()} never goes back from false to true. Listeners are
 * taken out of the list by the one transition to LOST, hence run once. A question that is never answered moves
 * nothing; the next one is sent regardless of it.
 */
final class StoredLease implements Lease {
    /**
     * What all leases of a provider share.
     *
     * @param sent is told of each release that was sent, before {@code ended} is
     * @param ended is told of each lease once, when it is not held any more
     * @param freed is told of a name that the server has just freed
     */
    record Surroundings(
            LeaseTimes times,
            Timers timers,
            Answers answers,
            Strays strays,
            FencingTokens tokens,
            Consumer<CompletableFuture<?>> sent,
            Consumer<StoredLease> ended,
            Consumer<LockName> freed) {}

    /**
     * How long a lease may be held.
     *
     * @param end on the scale of {@link Timers#nanos()}
     */
    private record Life(Duration longest, long end, Throwable takenAt) {}

    private enum State {
        HELD,
        LOST,
        RELEASED
    }

    private static final Logger LOG = System.getLogger(StoredLease.class.getName());

    private final LockName name;
    private final Claim claim;
    private final Surroundings with;
    /** Not a monitor, which would hold a virtual thread's carrier while the token's source is asked. */
    private final ReentrantLock issuing = new ReentrantLock();

    private volatile State state = State.HELD;
    private volatile long validUntil;
    private boolean lossTold;
    private List<Runnable> listeners = new ArrayList<>();
    private @Nullable FencingToken token;
    private volatile @Nullable Future<?> nextCheck;
    private volatile Optional<Life> life = Optional.empty();

    /** @param sent when the acquisition was sent, on the scale of {@link Timers#nanos()} */
    StoredLease(LockName name, Claim claim, long sent, Surroundings with) {
        this.name = name;
        this.claim = claim;
        this.with = with;
        this.validUntil = provenUntil(sent, with.times().lease().toMillis());
    }

    /**
     * Begins to watch the proof, and the life if it has an end.
     *
     * @param taken the stack of its taker, for the log
     */
    void start(Optional<Duration> longestLife, Throwable taken) {
        life = longestLife.map(longest -> new Life(longest, now() + longest.toNanos(), taken));
        scheduleCheck();
    }

    @Override
    public LockName name() {
        return name;
    }

    @Override
    public boolean isValid() {
        return state == State.HELD && (now() - validUntil < 0 || !loseIfPast());
    }

    @Override
    public void onLost(Runnable listener) {
        synchronized (this) {
            if (state == State.HELD) {
                listeners.add(listener);
                return;
            }
            if (state == State.RELEASED) {
                return;
            }
        }
        with.timers().run(listener);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The server is asked after the token was issued: only then is the token known to be larger than those of all
     * earlier holders. Waits at most for the token's source and about one second more; does not react to interrupts.
     */
    @Override
    public FencingToken fencingToken() {
        issuing.lock();
        try {
            requireValid();
            FencingToken known = token;
            if (known != null) {
                return known;
            }
            FencingToken fresh = with.tokens().next(name);
            long sent = now();
            long left = with.answers().await(with.times().answer(), name, Answers.of(claim::prove));
            proven(sent, left);
            requireValid();
            token = fresh;
            return fresh;
        } finally {
            issuing.unlock();
        }
    }

    @Override
    public Release release() {
        CompletableFuture<Release> answer = releasing();
        try {
            return with.answers().await(with.times().answer(), name, answer);
        } catch (LockUnavailableException unanswered) {
            LOG.log(Level.DEBUG, "The release of lock " + name + " was not answered", unanswered);
            with.strays().giveBack(claim);
            return Release.UNKNOWN;
        }
    }

    @Override
    public void close() {
        release();
    }

    /** Gives it back for a taker who has gone, without waiting. */
    void abandon() {
        Answers.when(releasing(), released -> {}, failure -> with.strays().giveBack(claim));
    }

    /** Sends the release without waiting for its answer, which may be a failure or never come. */
    private CompletableFuture<Release> releasing() {
        loseIfPast();
        synchronized (this) {
            if (state == State.RELEASED || lossTold) {
                return CompletableFuture.completedFuture(Release.ALREADY_RELEASED);
            }
            if (state == State.LOST) {
                lossTold = true;
                return CompletableFuture.completedFuture(Release.LOST_BEFORE_RELEASE);
            }
            state = State.RELEASED;
        }
        CompletableFuture<Boolean> freed = Answers.of(claim::giveBack);
        with.sent().accept(freed);
        forget();
        Answers.when(
                freed,
                ours -> {
                    if (ours) {
                        with.freed().accept(name);
                    } else {
                        foundLost();
                    }
                },
                failure -> LOG.log(Level.DEBUG, "The release of lock " + name + " failed", failure));
        return freed.thenApply(ours -> ours ? Release.RELEASED : Release.LOST_BEFORE_RELEASE);
    }

    /** The next look comes after a third of the lease, or sooner when the proof or the life ends. */
    private void scheduleCheck() {
        long now = now();
        long delay = Math.min(with.times().check().toNanos(), validUntil - now);
        if (life.isPresent()) {
            delay = Math.min(delay, life.get().end() - now);
        }
        nextCheck = with.timers().after(Duration.ofNanos(delay), this::check);
        if (state != State.HELD) {
            cancel(nextCheck); // it ended while this was being scheduled, and could not cancel what was not there yet
        }
    }

    private void check() {
        if (state != State.HELD || loseIfPast() || loseIfTooOld()) {
            return;
        }
        long sent = now();
        Answers.when(
                Answers.of(claim::prove),
                left -> proven(sent, left),
                failure -> LOG.log(Level.DEBUG, "Could not ask whether lock " + name + " is still held", failure));
        scheduleCheck();
    }

    private void proven(long sent, long millisLeft) {
        if (millisLeft == Claim.NOT_OURS) {
            lose();
            return;
        }
        synchronized (this) {
            long now = now();
            long until = provenUntil(sent, millisLeft);
            if (state == State.HELD && now - validUntil < 0 && until - validUntil > 0) {
                validUntil = until;
            }
        }
    }

    private long provenUntil(long sent, long millisLeft) {
        return sent + Duration.ofMillis(millisLeft).minus(with.times().margin()).toNanos();
    }

    /** Whether the lease is over; ends it if its proof has run out. */
    private boolean loseIfPast() {
        synchronized (this) {
            if (state == State.HELD && now() - validUntil < 0) {
                return false;
            }
        }
        lose();
        return true;
    }

    private boolean loseIfTooOld() {
        Life lived = life.filter(limit -> now() - limit.end() >= 0).orElse(null);
        if (lived == null) {
            return false;
        }
        if (lose()) {
            LOG.log(
                    Level.WARNING,
                    "The lease of lock " + name + " was not released within its longest life of " + lived.longest(),
                    lived.takenAt());
        }
        return true;
    }

    /** Ends the lease as lost, unless it has ended. Gives back what the server may still have, to end the renewal. */
    private boolean lose() {
        synchronized (this) {
            if (state != State.HELD) {
                return false;
            }
            state = State.LOST;
        }
        forget();
        with.strays().giveBack(claim);
        tellListeners();
        return true;
    }

    /** Its release found it lost, and said so. */
    private void foundLost() {
        synchronized (this) {
            state = State.LOST;
            lossTold = true;
        }
        tellListeners();
    }

    private void tellListeners() {
        List<Runnable> told;
        synchronized (this) {
            told = listeners;
            listeners = List.of();
        }
        told.forEach(with.timers()::run);
    }

    private long now() {
        return with.timers().nanos();
    }

    private void requireValid() {
        if (!isValid()) {
            throw new LeaseLostException(name);
        }
    }

    private void forget() {
        cancel(nextCheck);
        with.ended().accept(this);
    }

    private static void cancel(@Nullable Future<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }
}
