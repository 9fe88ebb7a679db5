package io.seckill.core.lock.store;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.schedule.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A request that is under way. Its answer is completed once; a lease that comes too late for it is given back. */
final class Waiter {
    final LockRequest request;
    /** When its wait is over, on the scale of {@link Timers#nanos()}. */
    final long end;
    /** The stack of its caller. */
    final Throwable takenAt;

    final CompletableFuture<Optional<Lease>> answer = new CompletableFuture<>();

    private final Timers timers;
    /** Of its end; guarded by its {@link WaitingLine}. */
    @Nullable
    Future<?> timer;

    Waiter(LockRequest request, Timers timers) {
        this.request = request;
        this.timers = timers;
        this.end = timers.nanos() + request.maxWait().toNanos();
        this.takenAt = new Throwable("lock " + request.name() + " was taken here");
    }

    LockName name() {
        return request.name();
    }

    /** How long it still waits; zero or less when its wait is over. */
    Duration left() {
        return Duration.ofNanos(end - timers.nanos());
    }

    boolean isOver() {
        return end - timers.nanos() <= 0;
    }

    /** Answers with what comes of the attempt. */
    void answerWith(CompletableFuture<Optional<StoredLease>> attempt) {
        Answers.when(attempt, this::answer, this::fail);
    }

    /** Runs it once there is an answer, whoever gave it; a cancelled request counts as answered. */
    void whenAnswered(Runnable task) {
        Answers.when(answer, lease -> task.run(), failure -> task.run());
    }

    void answer(Optional<StoredLease> lease) {
        if (!answer.complete(lease.map(held -> held))) {
            lease.ifPresent(StoredLease::abandon);
        }
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }
}
