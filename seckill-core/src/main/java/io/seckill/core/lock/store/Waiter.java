package io.seckill.core.lock.store;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A request that is under way. Its answer is completed once; a lease that comes too late for it is given back. */
final class Waiter {
    final LockRequest request;
    /** When its wait is over, on the scale of {@link System#nanoTime()}. */
    final long end;
    /** The stack of its caller. */
    final Throwable takenAt;

    final CompletableFuture<Optional<Lease>> answer = new CompletableFuture<>();

    Waiter(LockRequest request) {
        this.request = request;
        this.end = System.nanoTime() + request.maxWait().toNanos();
        this.takenAt = new Throwable("lock " + request.name() + " was taken here");
    }

    LockName name() {
        return request.name();
    }

    /** How long it still waits, in nanoseconds; zero or less when its wait is over. */
    long left() {
        return end - System.nanoTime();
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
