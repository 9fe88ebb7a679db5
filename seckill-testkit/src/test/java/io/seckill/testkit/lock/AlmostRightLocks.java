package io.seckill.testkit.lock;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.Release;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Locks that are right, for {@linkplain WrongAdapter wrong adapters} to make them wrong in one way each. */
class AlmostRightLocks implements LockProvider, LockNode {
    static final Duration LEASE_TIME = Duration.ofMillis(600);

    final InMemoryLockProvider right;

    AlmostRightLocks() {
        this(new InMemoryLockProvider(System::nanoTime, LEASE_TIME, InMemoryLockProvider.ON_ANOTHER_THREAD));
    }

    AlmostRightLocks(InMemoryLockProvider right) {
        this.right = right;
    }

    /** The request that is made in the place of the one that was. */
    LockRequest asked(LockRequest request) {
        return request;
    }

    /** The lease that is handed out in the place of the one that was got. */
    Lease given(Lease lease) {
        return lease;
    }

    @Override
    public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
        CompletableFuture<Optional<Lease>> answer = new CompletableFuture<>();
        CompletableFuture<Optional<Lease>> rightAnswer = right.tryAcquireAsync(asked(request));
        CompletableFuture<?> unused = rightAnswer.whenComplete((lease, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (!answer.complete(lease.map(this::given))) {
                lease.ifPresent(Lease::close);
            }
        });
        CompletableFuture<?> unusedToo = answer.whenComplete((lease, failure) -> {
            if (answer.isCancelled()) {
                rightAnswer.cancel(false);
            }
        });
        return answer;
    }

    void expire(LockName name) {
        right.expire(name);
    }

    @Override
    public LockProvider provider() {
        return this;
    }

    @Override
    public void close() {
        right.close();
    }

    /** A lease that is right, for the same use. */
    static class AlmostRightLease implements Lease {
        final Lease right;

        AlmostRightLease(Lease right) {
            this.right = right;
        }

        @Override
        public LockName name() {
            return right.name();
        }

        @Override
        public FencingToken fencingToken() {
            return right.fencingToken();
        }

        @Override
        public boolean isValid() {
            return right.isValid();
        }

        @Override
        public void onLost(Runnable listener) {
            right.onLost(listener);
        }

        @Override
        public Release release() {
            return right.release();
        }

        @Override
        public final void close() {
            release();
        }
    }
}
