package io.seckill.infra.lock;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.infra.lock.LockEvents.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

/**
 * Tells what becomes of another provider's requests and leases, and changes nothing about them. Safe for use by many threads.
 *
 * <p>The future that is handed out is one of its own. It is completed by the provider's; if it is completed first, by
 * cancelling it or otherwise, the provider's is cancelled, and a lease that comes all the same is given back.
 */
final class ObservedLockProvider implements LockProvider {
    private final LockProvider locks;
    private final LockEvents events;
    private final Optional<HeldLeases> leases;
    private final LongSupplier nanos;

    /** @param nanos a monotonic clock in nanoseconds, of any origin */
    ObservedLockProvider(LockProvider locks, LockEvents events, Optional<HeldLeases> leases, LongSupplier nanos) {
        this.locks = locks;
        this.events = new HarmlessEvents(events);
        this.leases = leases;
        this.nanos = nanos;
    }

    @Override
    public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
        Asked asked = new Asked(request);
        CompletableFuture<Optional<Lease>> asking = locks.tryAcquireAsync(request);
        CompletableFuture<Optional<Lease>> answer = new CompletableFuture<>();
        var unused = asking.whenComplete((held, failure) -> {
            if (failure == null) {
                Optional<Lease> observed = asked.answered(held);
                if (!answer.complete(observed)) {
                    observed.ifPresent(Lease::close);
                }
            } else {
                Throwable cause = cause(failure);
                asked.failed(cause);
                answer.completeExceptionally(cause);
            }
        });
        var unusedToo = answer.whenComplete((any, failure) -> asking.cancel(false));
        return answer;
    }

    @Override
    public Optional<Lease> tryAcquire(LockRequest request) throws InterruptedException {
        Asked asked = new Asked(request);
        Optional<Lease> held;
        try {
            held = locks.tryAcquire(request);
        } catch (LockUnavailableException e) {
            asked.failed(e);
            throw e;
        }
        return asked.answered(held);
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    @Override
    public String toString() {
        return locks.toString();
    }

    /** A request, from the moment when it is made. */
    private final class Asked {
        private final LockName name;
        private final long since = nanos.getAsLong();
        private final Optional<HeldLeases.Taker> taker = leases.map(HeldLeases::taker);

        Asked(LockRequest request) {
            this.name = request.name();
        }

        Optional<Lease> answered(Optional<Lease> held) {
            tell(held.isPresent() ? Answer.ACQUIRED : Answer.TIMED_OUT);
            return held.map(lease -> {
                ObservedLease observed = new ObservedLease(lease, events, leases, nanos);
                leases.ifPresent(all -> taker.ifPresent(who -> all.took(observed, who)));
                observed.watch();
                return observed;
            });
        }

        void failed(Throwable cause) {
            if (cause instanceof LockUnavailableException) {
                tell(Answer.UNAVAILABLE);
            }
        }

        private void tell(Answer answer) {
            events.answered(name, answer, Duration.ofNanos(nanos.getAsLong() - since));
        }
    }
}
