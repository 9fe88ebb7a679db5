package io.seckill.infra.lock.redis;

import io.seckill.core.lock.store.LeaseStore.Claim;
import io.seckill.core.schedule.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock that nobody wants, held as long as the provider lives, so that Redisson's watchdog never runs out of locks.
 *
 * <p>In Redisson 4.7.0 {@code RenewalTask.stop()} leaves the pending timer alive. Each time a client's last lock is
 * released and another one taken, {@code add()} starts one more timer that renews everything and re-arms itself for
 * ever. {@code stop()} is called only when the map of locks becomes empty; with this lock in it, it never does, and one
 * timer serves all.
 *
 * <p>Why a flush or a restart of Redis does not let the map become empty either: a renewal that does not find the lock
 * takes back one of the {@value #TIMES} entries that this owner has in the map, and the next renewal comes a third of a
 * lease later. So the map forgets this lock no sooner than a whole lease after it was lost. {@link #check()} asks three
 * times in that span and takes the lock again. While Redis does not answer, renewals fail, and failed ones forget
 * nothing. Entries left over from an earlier loss only make it hold on longer.
 *
 * <p>Taking it is also the client's first contact with Redis. With a lazy client that call blocks for as long as the
 * connection takes, so it runs on a worker, and callers wait for {@link #ready()} with a bound of their own.
 */
final class Anchor {
    private static final Logger LOG = LoggerFactory.getLogger(Anchor.class);
    private static final int TIMES = 4;

    private final RedissonClaim claim;
    private final Timers timers;
    private final Duration every;
    private final AtomicReference<CompletableFuture<Void>> state = new AtomicReference<>();

    Anchor(RedissonClaim claim, Timers timers, Duration every) {
        this.claim = claim;
        this.timers = timers;
        this.every = every;
    }

    /** Begins to connect, without waiting; if that fails, the first call of {@link #ready()} tries again. */
    void start() {
        CompletableFuture<Void> unused = ready();
        checkLater();
    }

    /** Completes when the client was connected once and the anchor held; a failed attempt is repeated by the next call. */
    CompletableFuture<Void> ready() {
        while (true) {
            CompletableFuture<Void> seen = state.get();
            if (seen != null && !seen.isCompletedExceptionally()) {
                return seen;
            }
            CompletableFuture<Void> next = new CompletableFuture<>();
            if (state.compareAndSet(seen, next)) {
                timers.run(() -> take(next));
                return next;
            }
        }
    }

    /** Lets go of the lock and of all its entries with the watchdog; one that is being taken is let go of later. */
    CompletableFuture<Boolean> remove() {
        CompletableFuture<Void> seen = state.get();
        CompletableFuture<Boolean> none = CompletableFuture.completedFuture(false);
        if (seen == null) {
            return none;
        }
        CompletableFuture<Boolean> removed = seen.thenCompose(held -> claim.remove());
        return held() ? removed : none;
    }

    private boolean held() {
        CompletableFuture<Void> seen = state.get();
        return seen != null && seen.isDone() && !seen.isCompletedExceptionally();
    }

    private void checkLater() {
        Future<?> unused = timers.after(every, this::check);
    }

    private void check() {
        checkLater();
        if (!held()) {
            return;
        }
        CompletableFuture<?> unused = claim.prove().whenComplete((left, failure) -> {
            if (failure != null) {
                // It is asked again at the next check; until then nothing is forgotten, see above.
                LOG.debug("Could not ask for {}", claim, failure);
            } else if (left == Claim.NOT_OURS) {
                LOG.warn("Redis lost its locks (a restart, a flush or a failover); their holders are being told");
                take(new CompletableFuture<>());
            }
        });
    }

    private void take(CompletableFuture<Void> done) {
        CompletableFuture<?>[] all = Stream.generate(claim::take).limit(TIMES).toArray(CompletableFuture<?>[]::new);
        CompletableFuture<?> unused = CompletableFuture.allOf(all).whenComplete((nothing, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
    }
}
