package io.seckill.core.lock.store;

import io.seckill.core.lock.store.LeaseStore.Subscription;
import io.seckill.core.schedule.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those in this JVM who wait for one name, in the order of their arrival. The first of them asks the server, again and
 * again: when it hears that the lock is free, and at the retry interval; the others stand behind, and cost the server
 * nothing. Whose wait is over asks once more, wherever it stands: the last word is the server's.
 *
 * <p>Why nobody is forgotten: while anybody is in the line, either a question is under way (that of the {@code asker}, who may
 * have left by now), or the timer of the next one is set. Every question is answered within a bound, and its answer sets one of the two again. All state is
 * guarded by the monitor, and nothing is sent, answered or called back with it held.
 */
final class WaitingLine {
    private final Duration retry;
    private final Timers timers;
    private final Function<Waiter, CompletableFuture<Optional<StoredLease>>> attempt;
    private final Supplier<Subscription> listen;

    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private @Nullable Waiter asker;
    private boolean heard;
    private boolean listening;
    private boolean over;
    private @Nullable Subscription subscription;
    private @Nullable Future<?> timer;

    /** @param listen subscribes to the name; called once, at the first contention */
    WaitingLine(
            Duration retry,
            Timers timers,
            Function<Waiter, CompletableFuture<Optional<StoredLease>>> attempt,
            Supplier<Subscription> listen) {
        this.retry = retry;
        this.timers = timers;
        this.attempt = attempt;
        this.listen = listen;
    }

    /** Whether it is to {@link #ask()} now. */
    synchronized boolean add(Waiter waiter) {
        boolean asksAtOnce = waiters.isEmpty() && asker == null;
        waiters.addLast(waiter);
        if (!asksAtOnce) {
            watchEnd(waiter);
        }
        return asksAtOnce;
    }

    synchronized boolean isEmpty() {
        return waiters.isEmpty();
    }

    /** The lock may be free: the first asks, or asks again when its question is answered. */
    void wake() {
        synchronized (this) {
            if (asker != null) {
                heard = true;
                return;
            }
        }
        ask();
    }

    /** Lets the first ask, unless a question is under way. */
    void ask() {
        Waiter first;
        synchronized (this) {
            first = waiters.peekFirst();
            if (asker != null || first == null) {
                return;
            }
            asker = first;
            heard = false;
            cancel(timer);
        }
        CompletableFuture<Optional<StoredLease>> asked = attempt.apply(first);
        Answers.when(asked, lease -> answered(first, lease), failure -> failed(first, failure));
    }

    /** Takes it out, wherever it stands. */
    synchronized void remove(Waiter waiter) {
        boolean first = waiters.peekFirst() == waiter;
        waiters.remove(waiter);
        cancel(waiter.timer);
        if (first && asker == null) {
            askIn(Duration.ZERO);
        }
    }

    /** To be called when the last one has left, and nobody can join any more. */
    void end() {
        Subscription ended;
        synchronized (this) {
            over = true;
            cancel(timer);
            ended = subscription;
        }
        if (ended != null) {
            ended.end();
        }
    }

    private void answered(Waiter asked, Optional<StoredLease> lease) {
        boolean answers;
        synchronized (this) {
            asker = null;
            boolean waits = waiters.contains(asked);
            answers = lease.isPresent() || asked.isOver();
            if (answers) {
                waiters.remove(asked);
            } else if (waits && asked.timer == null) {
                watchEnd(asked);
            }
            // Who stands behind a holder in this JVM need not ask before that one has given the lock back.
            askIn(lease.isEmpty() && (heard || !waits) ? Duration.ZERO : retry);
        }
        if (answers) {
            asked.answer(lease);
        }
        if (lease.isEmpty()) {
            listen();
        }
    }

    /** Called with the monitor held, when it turns out that it has to wait: mostly the first question gets the lock. */
    private void watchEnd(Waiter waiter) {
        waiter.timer = timers.after(waiter.left(), () -> {
            if (leave(waiter)) {
                waiter.answerWith(attempt.apply(waiter)); // the last word is the server's
            }
        });
    }

    /** Takes it out at the end of its wait, unless it is being answered anyway. Whether it was taken out. */
    private synchronized boolean leave(Waiter waiter) {
        return asker != waiter && waiters.remove(waiter);
    }

    private void failed(Waiter asked, Throwable failure) {
        synchronized (this) {
            asker = null;
            waiters.remove(asked);
            askIn(Duration.ZERO);
        }
        asked.fail(failure);
    }

    /** Called with the monitor held. */
    private void askIn(Duration delay) {
        cancel(timer);
        if (!waiters.isEmpty()) {
            timer = timers.after(delay, this::ask);
        }
    }

    private void listen() {
        synchronized (this) {
            if (listening || waiters.isEmpty()) {
                return;
            }
            listening = true;
        }
        Subscription made = listen.get();
        boolean late;
        synchronized (this) {
            subscription = made;
            late = over;
        }
        if (late) {
            made.end();
        }
    }

    private static void cancel(@Nullable Future<?> set) {
        if (set != null) {
            set.cancel(false);
        }
    }
}
