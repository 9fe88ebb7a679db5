package io.seckill.core.desk;

import io.seckill.core.desk.DeskUnreachableException.Arrival;
import io.seckill.core.desk.Election.Avoided;
import io.seckill.core.desk.Election.Finding;
import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.lock.Lease;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One sale on one node: its waiting orders, and whether this node sells them as the sale's desk, hands them over to the
 * desk on another node, or commits them for itself because no desk can be reached.
 *
 * <p>Why it is correct: all state but {@code arrivals}, {@code hungry} and the volatile snapshot is touched only by events and steps of {@link #control}, which
 * run one at a time; there are no locks. What blocks (commits, elections) runs elsewhere and comes back as an event. An
 * order is in exactly one place: among the arrivals, in a lane of the queue, in the current batch, or in one bundle; it moves
 * in one event. {@code hungry} is written before the arrivals are looked at, and an arrival is added before {@code hungry}
 * is read, so an arrival is seen by one side or the other. None of this is needed for the laws: those rest on the ledger's
 * transaction, which locks the sale's row and finds orders by their keys.
 */
final class SaleDesk {
    private static final Duration TICK = Duration.ofMillis(25);

    private final SaleId sale;
    private final DeskNode node;
    private final DeskSettings settings;
    private final OneAtATime control;
    private final OrderQueue queue;
    private final Committing committing;
    private final DeskSearch search;
    private final DeskLease lease;
    private final ActivityLog log = new ActivityLog();
    private final Queue<WaitingOrder> arrivals = new ConcurrentLinkedQueue<>();
    private volatile boolean hungry = true;
    private volatile DeskSnapshot snapshot = DeskSnapshot.IDLE;
    private Standing standing = Standing.IDLE;
    private Instant standingSince = Instant.EPOCH;
    private boolean ticking;
    private long lastBusy;
    private Optional<Handover> handover = Optional.empty();
    private Optional<CompletableFuture<Void>> closing = Optional.empty();
    private long closeBy;
    private boolean closed;

    SaleDesk(SaleId sale, DeskNode node) {
        this.sale = sale;
        this.node = node;
        this.settings = node.settings();
        this.control = new OneAtATime("the desk of sale " + sale, node.scheduler(), this::step);
        this.queue = new OrderQueue(node.self().process(), Math.max(settings.maxBundle(), 2 * settings.maxBatch()));
        this.committing = new Committing(sale, node, control, queue, log);
        this.search = new DeskSearch(sale, node, control, this::found);
        this.lease = new DeskLease(sale, node, control, this::taken);
    }

    /** Takes an order of this node's own buyers. From any thread. */
    void submit(WaitingOrder order) {
        arrivals.add(order);
        if (hungry) {
            control.wake();
        }
    }

    /** Takes a bundle from another node. From any thread. */
    CompletionStage<BundleReply> accept(Bundle bundle) {
        return CompletableFuture.supplyAsync(() -> take(bundle), control::post).thenCompose(reply -> reply);
    }

    private CompletionStage<BundleReply> take(Bundle bundle) {
        return standing == Standing.SELLING && closing.isEmpty()
                ? ReceivedBundle.take(bundle, queue, now(), settings)
                : CompletableFuture.completedStage(new BundleReply.NotDesk());
    }

    /** Serves what waits, gives the desk up, and completes; from any thread. The caller lets nothing more in. */
    CompletableFuture<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        control.post(() -> {
            closeBy = now() + settings.closeWithin().toNanos();
            closing = Optional.of(done);
            queue.handBack();
        });
        return done;
    }

    /** From any thread. */
    SaleActivity activity(int waiting) {
        return snapshot.activity(log.figures(now()), waiting);
    }

    /** From any thread. */
    DeskSnapshot snapshot() {
        return snapshot;
    }

    private void step() {
        long now = now();
        hungry = false;
        receive();
        if (closed) {
            queue.abandon();
        }
        if (standing != Standing.SELLING) {
            // Orders of other nodes may come back from a batch after this node ceased to be the desk.
            queue.handBack();
        }
        switch (standing) {
            case IDLE -> {
                if (!queue.isEmpty()) {
                    lookFrom(now);
                    search.look(now, closing.isEmpty());
                }
            }
            case LOOKING -> {
                search.look(now, closing.isEmpty());
                if (search.isInVainFor(settings.aloneAfter(), now) || closing.isPresent()) {
                    search.pause(now);
                    stand(Standing.ALONE);
                    committing.commit(now, standing);
                }
            }
            case SELLING -> {
                if (committing.failsFor(settings.giveUpAfter(), now)) {
                    giveUp(now);
                } else {
                    lease.askAgain(now);
                    committing.commit(now, standing);
                }
            }
            case ALONE -> {
                if (handover.isEmpty()) {
                    search.look(now, closing.isEmpty());
                }
                if (committing.isStuckFor(settings.answerWithin(), now)) {
                    committing.abandon();
                }
                committing.commit(now, standing);
            }
            case HANDING_OVER -> handover.ifPresent(other -> other.send(queue, now));
        }
        rest(now);
        hungry = isHungry(now);
        if (hungry && !arrivals.isEmpty()) {
            control.wake();
        }
        snapshot = new DeskSnapshot(standing, desk(), standingSince, queue.size());
    }

    private void receive() {
        for (WaitingOrder order = arrivals.poll(); order != null; order = arrivals.poll()) {
            queue.add(order);
        }
    }

    private boolean isHungry(long now) {
        return switch (standing) {
            case IDLE -> true;
            case LOOKING -> false;
            case SELLING, ALONE -> committing.isReady(now);
            case HANDING_OVER -> handover.isPresent() && handover.get().canSend();
        };
    }

    /** Everything that depends on time alone. */
    private void tick() {
        ticking = false;
        long now = now();
        queue.expire(now);
        committing.expire(now);
        handover.ifPresent(other -> {
            other.expire(now);
            other.tick();
        });
    }

    private void rest(long now) {
        boolean busy = committing.isBusy()
                || !queue.isEmpty()
                || handover.filter(other -> !other.isIdle()).isPresent();
        if (busy) {
            lastBusy = now;
        }
        if (closing.isPresent() && (!busy || now - closeBy >= 0)) {
            finish(closing.get());
        } else if (!busy
                && standing != Standing.IDLE
                && now - lastBusy >= settings.idleAfter().toNanos()) {
            if (standing == Standing.SELLING) {
                leaveDesk();
            }
            handover = Optional.empty();
            stand(Standing.IDLE);
        }
        if (standing != Standing.IDLE && !ticking) {
            ticking = true;
            node.scheduler().after(TICK, () -> control.post(this::tick));
        }
    }

    // ---- looking for the desk

    private void found(Finding finding) {
        long now = now();
        boolean wanted = standing == Standing.LOOKING || standing == Standing.ALONE;
        if (finding instanceof Finding.Elected elected) {
            if (wanted && closing.isEmpty()) {
                handover = Optional.empty();
                committing.forgetFailures();
                lease.hold(elected.lease());
                stand(Standing.SELLING);
            } else {
                resign(Optional.of(elected.lease()));
            }
        } else if (wanted && finding instanceof Finding.Elsewhere elsewhere) {
            tryDesk(elsewhere.desk(), now);
        } else if (standing == Standing.ALONE) {
            search.pause(now);
        } else {
            search.againSoon(now);
        }
    }

    private void tryDesk(DeskAddress desk, long now) {
        if (standing == Standing.ALONE && queue.isEmpty()) {
            // Nothing to try the way with: look again when there is.
            search.againSoon(now);
            return;
        }
        Handover other = new Handover(desk, sale, node, control, new HandoverEvents());
        handover = Optional.of(other);
        if (standing == Standing.LOOKING) {
            stand(Standing.HANDING_OVER);
        } else {
            other.sendOne(queue, now);
        }
    }

    private final class HandoverEvents implements Handover.Listener {
        @Override
        public void answered(Handover other) {
            if (isCurrent(other) && standing == Standing.ALONE) {
                stand(Standing.HANDING_OVER);
            }
        }

        @Override
        public void failed(Handover other, @Nullable Arrival unreachable) {
            if (!isCurrent(other)) {
                return;
            }
            long now = now();
            handover = Optional.empty();
            search.avoid(new Avoided(other.desk().process(), unreachable != null), now);
            if (standing == Standing.ALONE) {
                search.pause(now);
            } else if (other.hasAnswered()) {
                lookFrom(now);
            } else {
                search.goOn(now);
                stand(Standing.LOOKING);
            }
        }

        private boolean isCurrent(Handover other) {
            return handover.filter(mine -> mine == other).isPresent();
        }
    }

    // ---- being the desk, or committing alone

    /** No commit succeeded for too long while orders wait: another node may do better. */
    private void giveUp(long now) {
        search.standAgainAt(now + settings.standAgainAfter().toNanos());
        committing.abandon();
        // The database may be out of reach from here, so the lease must not wait for the directory. The old entry
        // does no harm: who asks this node hears that it is not the desk.
        Optional<Lease> given = lease.give();
        node.scheduler().block(() -> given.ifPresent(Lease::close));
        queue.handBack();
        lookFrom(now);
    }

    /** The lease was lost, and another node has it now. */
    private void taken() {
        if (standing == Standing.SELLING) {
            leaveDesk();
            lookFrom(now());
        }
    }

    private void lookFrom(long now) {
        search.begin(now);
        stand(Standing.LOOKING);
    }

    private void leaveDesk() {
        queue.handBack();
        resign(lease.give());
    }

    private void resign(Optional<Lease> given) {
        node.scheduler().block(() -> node.election().resign(sale, given));
    }

    private void finish(CompletableFuture<Void> done) {
        closing = Optional.empty();
        closed = true;
        boolean resigns = standing == Standing.SELLING && !committing.isBusy();
        committing.abandon();
        queue.abandon();
        Optional<Lease> given = lease.give();
        stand(Standing.IDLE);
        node.scheduler().block(() -> {
            try {
                if (resigns) {
                    node.election().resign(sale, given);
                } else {
                    given.ifPresent(Lease::close);
                }
            } finally {
                done.complete(null);
            }
        });
    }

    private void stand(Standing next) {
        standingSince = node.changed(sale, standing, next);
        standing = next;
    }

    private Optional<DeskAddress> desk() {
        return switch (standing) {
            case SELLING -> Optional.of(node.self());
            case HANDING_OVER -> handover.map(Handover::desk);
            case IDLE, LOOKING, ALONE -> Optional.empty();
        };
    }

    private long now() {
        return node.scheduler().nanos();
    }
}
