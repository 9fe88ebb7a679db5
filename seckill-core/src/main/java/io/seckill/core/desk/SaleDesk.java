package io.seckill.core.desk;

import io.seckill.core.desk.DeskUnreachableException.Arrival;
import io.seckill.core.desk.Election.Avoided;
import io.seckill.core.desk.Election.Finding;
import io.seckill.core.desk.Election.Renewal;
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
    private static final long LOOK_AGAIN = Duration.ofMillis(50).toNanos();
    private static final long AVOID = Duration.ofSeconds(1).toNanos();
    private static final long ASK_LEASE_AGAIN = Duration.ofSeconds(1).toNanos();

    private final SaleId sale;
    private final DeskNode node;
    private final DeskSettings settings;
    private final OneAtATime control;
    private final OrderQueue queue;
    private final Committing committing;
    private final ActivityLog log = new ActivityLog();
    private final Queue<WaitingOrder> arrivals = new ConcurrentLinkedQueue<>();
    private volatile boolean hungry = true;
    private volatile Snapshot snapshot = Snapshot.IDLE;

    private Standing standing = Standing.IDLE;
    private Instant standingSince = Instant.EPOCH;
    private boolean ticking;
    private long lastBusy;

    // Looking for the desk
    private boolean looking;
    private long lookAgainAt;
    private long desklessSince;
    private Optional<Avoided> avoid = Optional.empty();
    private long avoidUntil;
    private Optional<Handover> handover = Optional.empty();

    // Being the desk, or committing alone
    private Optional<Lease> lease = Optional.empty();
    private boolean askingLease;
    private long askLeaseAt;
    private long standAgainAt;
    private Optional<CompletableFuture<Void>> closing = Optional.empty();
    private long closeBy;
    private boolean closed;

    /** What other threads may see. */
    private record Snapshot(Standing standing, Optional<DeskAddress> desk, Instant since, int queued) {
        static final Snapshot IDLE = new Snapshot(Standing.IDLE, Optional.empty(), Instant.EPOCH, 0);
    }

    SaleDesk(SaleId sale, DeskNode node) {
        this.sale = sale;
        this.node = node;
        this.settings = node.settings();
        this.control = new OneAtATime(node.scheduler(), this::step);
        this.queue = new OrderQueue(node.self().process(), Math.max(settings.maxBundle(), 2 * settings.maxBatch()));
        this.committing = new Committing(sale, node, control, queue, log);
        long now = now();
        this.lookAgainAt = now;
        this.avoidUntil = now;
        this.askLeaseAt = now;
        this.standAgainAt = now;
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
        CompletableFuture<CompletionStage<BundleReply>> taken = new CompletableFuture<>();
        control.post(() -> {
            if (standing == Standing.SELLING && closing.isEmpty()) {
                taken.complete(ReceivedBundle.take(bundle, queue, now(), settings, window()));
            } else {
                taken.complete(CompletableFuture.completedStage(new BundleReply.NotDesk()));
            }
        });
        return taken.thenCompose(reply -> reply);
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

    SaleActivity activity(int waiting) {
        Snapshot seen = snapshot;
        ActivityLog.Figures figures = log.figures(now());
        return new SaleActivity(
                seen.standing(),
                seen.desk(),
                seen.desk().map(desk -> seen.since()),
                Math.max(waiting, seen.queued()),
                figures.ordersPerSecond(),
                figures.batches(),
                figures.meanSize(),
                figures.largest(),
                figures.median(),
                figures.p99(),
                figures.slowest());
    }

    private void step() {
        long now = now();
        hungry = false;
        receive();
        if (closed) {
            queue.abandon();
        }
        switch (standing) {
            case IDLE -> {
                if (!queue.isEmpty()) {
                    desklessSince = now;
                    stand(Standing.LOOKING);
                    look(now);
                }
            }
            case LOOKING -> {
                look(now);
                if (now - desklessSince >= settings.aloneAfter().toNanos() || closing.isPresent()) {
                    lookAgainAt = now + node.goBackNanos();
                    stand(Standing.ALONE);
                    committing.commit(now);
                }
            }
            case SELLING -> {
                if (committing.failsFor(settings.giveUpAfter(), now)) {
                    giveUp(now);
                } else {
                    askLease(now);
                    committing.commit(now);
                }
            }
            case ALONE -> {
                look(now);
                committing.commit(now);
            }
            case HANDING_OVER -> handover.ifPresent(other -> other.send(queue, now));
        }
        rest(now);
        hungry = isHungry(now);
        if (hungry && !arrivals.isEmpty()) {
            control.wake();
        }
        snapshot = new Snapshot(standing, desk(), standingSince, queue.size());
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
            resign();
            handover = Optional.empty();
            stand(Standing.IDLE);
        }
        if (standing != Standing.IDLE && !ticking) {
            ticking = true;
            node.scheduler().after(TICK, () -> control.post(this::tick));
        }
    }

    // ---- looking for the desk

    private void look(long now) {
        if (looking || now - lookAgainAt < 0 || handover.isPresent()) {
            return;
        }
        looking = true;
        Optional<Avoided> shunned = now - avoidUntil < 0 ? avoid : Optional.empty();
        boolean stand = now - standAgainAt >= 0 && closing.isEmpty();
        node.scheduler().block(() -> {
            Finding finding = node.election().look(sale, shunned, stand);
            control.post(() -> found(finding));
        });
    }

    private void found(Finding finding) {
        looking = false;
        long now = now();
        boolean wanted = standing == Standing.LOOKING || standing == Standing.ALONE;
        if (finding instanceof Finding.Elected elected) {
            if (wanted && closing.isEmpty()) {
                become(elected.lease());
            } else {
                lease = Optional.of(elected.lease());
                resign();
            }
        } else if (wanted && finding instanceof Finding.Elsewhere elsewhere) {
            Handover other = new Handover(
                    elsewhere.desk(),
                    node.self().process(),
                    sale,
                    settings,
                    node.gateway(),
                    control,
                    new HandoverEvents());
            handover = Optional.of(other);
            if (standing == Standing.LOOKING) {
                stand(Standing.HANDING_OVER);
            } else if (queue.isEmpty()) {
                // Nothing to try the way with: look again when there is.
                handover = Optional.empty();
                lookAgainAt = now + LOOK_AGAIN;
            } else {
                other.sendOne(queue, now);
            }
        } else {
            lookAgainAt = now + (standing == Standing.ALONE ? node.goBackNanos() : LOOK_AGAIN);
        }
    }

    private void become(Lease won) {
        lease = Optional.of(won);
        handover = Optional.empty();
        committing.forgetFailures();
        stand(Standing.SELLING);
        won.onLost(() -> control.post(() -> {
            if (lease.filter(mine -> mine == won).isPresent()) {
                lease = Optional.empty();
                askLeaseAt = now();
            }
        }));
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
            avoid = Optional.of(new Avoided(other.desk().process(), unreachable != null));
            avoidUntil = now + AVOID;
            if (standing == Standing.HANDING_OVER) {
                desklessSince = other.hasAnswered() ? now : desklessSince;
                lookAgainAt = now;
                stand(Standing.LOOKING);
            } else {
                lookAgainAt = now + node.goBackNanos();
            }
        }

        private boolean isCurrent(Handover other) {
            return handover.filter(mine -> mine == other).isPresent();
        }
    }

    // ---- being the desk, or committing alone

    /** No commit succeeded for too long while orders wait: another node may do better. */
    private void giveUp(long now) {
        standAgainAt = now + settings.standAgainAfter().toNanos();
        committing.abandon();
        // The database may be out of reach from here, so the lease must not wait for the directory. The old entry
        // does no harm: who asks this node hears that it is not the desk.
        Optional<Lease> given = lease;
        lease = Optional.empty();
        node.scheduler().block(() -> given.ifPresent(Lease::close));
        queue.handBack();
        lookFrom(now);
    }

    private void askLease(long now) {
        if (lease.isPresent() || askingLease || askLeaseAt - now > 0) {
            return;
        }
        askingLease = true;
        node.scheduler().block(() -> {
            Renewal renewal = node.election().again(sale);
            control.post(() -> asked(renewal));
        });
    }

    /** While Redis is away the last desk stays the desk for all who reach it; a successor ends that. */
    private void asked(Renewal renewal) {
        askingLease = false;
        if (renewal instanceof Renewal.Held held) {
            if (standing == Standing.SELLING) {
                become(held.lease());
            } else {
                node.scheduler().block(() -> node.election().resign(sale, Optional.of(held.lease())));
            }
        } else if (standing == Standing.SELLING && renewal instanceof Renewal.Taken) {
            leave(now());
        } else {
            askLeaseAt = now() + ASK_LEASE_AGAIN;
        }
    }

    /** Stops being the desk, and looks for another. */
    private void leave(long now) {
        resign();
        lookFrom(now);
    }

    private void lookFrom(long now) {
        desklessSince = now;
        lookAgainAt = now;
        stand(Standing.LOOKING);
    }

    private void resign() {
        queue.handBack();
        if (standing == Standing.SELLING || lease.isPresent()) {
            Optional<Lease> given = lease;
            lease = Optional.empty();
            node.scheduler().block(() -> node.election().resign(sale, given));
        }
    }

    private void finish(CompletableFuture<Void> done) {
        closing = Optional.empty();
        closed = true;
        queue.abandon();
        Optional<Lease> given = lease;
        lease = Optional.empty();
        boolean wasDesk = standing == Standing.SELLING;
        stand(Standing.IDLE);
        node.scheduler().block(() -> {
            if (wasDesk || given.isPresent()) {
                node.election().resign(sale, given);
            }
            done.complete(null);
        });
    }

    private void stand(Standing next) {
        standing = next;
        standingSince = node.scheduler().clock().instant();
    }

    private Optional<DeskAddress> desk() {
        return switch (standing) {
            case SELLING -> Optional.of(node.self());
            case HANDING_OVER -> handover.map(Handover::desk);
            case IDLE, LOOKING, ALONE -> Optional.empty();
        };
    }

    /** What one other node may have here at once: two batches' worth, shared by the lanes. */
    private int window() {
        return Math.max(settings.maxBundle(), 2 * settings.maxBatch() / Math.max(1, queue.lanes()));
    }

    private long now() {
        return node.scheduler().nanos();
    }
}
