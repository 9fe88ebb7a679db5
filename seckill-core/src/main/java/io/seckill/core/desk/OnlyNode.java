package io.seckill.core.desk;

import io.seckill.core.desk.DeskUnreachableException.Arrival;
import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.lock.Release;
import io.seckill.core.sale.SaleId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The cluster of a node that has nobody to share its sales with: it wins every election, and there is no other desk to be
 * found. Safe for use by many threads.
 *
 * <p>Its leases end when they are released, and not before, so they are never lost. It issues no fencing tokens, which have to
 * grow across restarts; a desk does not ask for one.
 */
final class OnlyNode implements LockProvider, DeskDirectory, DeskGateway {
    private final Set<LockName> held = ConcurrentHashMap.newKeySet();

    /** Does not wait: the only other holder is this node's own desk, on its way out, and a desk looks again by itself. */
    @Override
    public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
        return CompletableFuture.completedFuture(
                held.add(request.name()) ? Optional.of(new Hold(request.name())) : Optional.empty());
    }

    @Override
    public Optional<DeskAddress> find(SaleId sale) {
        return Optional.empty();
    }

    @Override
    public void announce(SaleId sale, DeskAddress desk) {}

    @Override
    public void withdraw(SaleId sale, ProcessId process) {}

    @Override
    public CompletionStage<BundleReply> handOver(DeskAddress desk, Bundle bundle) {
        return CompletableFuture.failedStage(new DeskUnreachableException(desk, Arrival.NEVER, null));
    }

    private final class Hold implements Lease {
        private final LockName name;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Hold(LockName name) {
            this.name = name;
        }

        @Override
        public LockName name() {
            return name;
        }

        @Override
        public FencingToken fencingToken() {
            throw new LockUnavailableException(name, "a node of its own issues no fencing tokens", null);
        }

        @Override
        public boolean isValid() {
            return open.get();
        }

        @Override
        public void onLost(Runnable listener) {}

        @Override
        public Release release() {
            if (!open.getAndSet(false)) {
                return Release.ALREADY_RELEASED;
            }
            held.remove(name);
            return Release.RELEASED;
        }

        @Override
        public void close() {
            release();
        }
    }
}
