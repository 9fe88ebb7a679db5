package io.seckill.core.desk;

import io.seckill.core.desk.Election.Renewal;
import io.seckill.core.lock.Lease;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.Optional;

/**
 * The lease of the desk that this node is. When it is lost it is asked for again: while Redis is away the last desk stays
 * the desk for all who reach it, and only a successor ends that. Touched by one thread of control only; losses and answers
 * are brought to it as events.
 */
final class DeskLease {
    private static final long ASK_AGAIN = Duration.ofSeconds(1).toNanos();

    private final SaleId sale;
    private final DeskNode node;
    private final OneAtATime control;
    private final Runnable taken;
    private Optional<Lease> lease = Optional.empty();
    private boolean held;
    private boolean asking;
    private long askAt;

    /** @param taken another node has it now */
    DeskLease(SaleId sale, DeskNode node, OneAtATime control, Runnable taken) {
        this.sale = sale;
        this.node = node;
        this.control = control;
        this.taken = taken;
    }

    void hold(Lease won) {
        held = true;
        lease = Optional.of(won);
        won.onLost(() -> control.post(() -> {
            if (lease.filter(mine -> mine == won).isPresent()) {
                lease = Optional.empty();
                askAt = node.scheduler().nanos();
            }
        }));
    }

    /** This node is not the desk any more; empty if the lease was lost before. */
    Optional<Lease> give() {
        Optional<Lease> given = lease;
        lease = Optional.empty();
        held = false;
        return given;
    }

    /** Asks for a lost lease, if it is time and nobody asks. */
    void askAgain(long now) {
        if (!held || lease.isPresent() || asking || askAt - now > 0) {
            return;
        }
        asking = true;
        node.scheduler().block(() -> {
            Renewal renewal = node.election().again(sale);
            control.post(() -> asked(renewal));
        });
    }

    private void asked(Renewal renewal) {
        asking = false;
        if (renewal instanceof Renewal.Held again) {
            if (held && lease.isEmpty()) {
                hold(again.lease());
            } else {
                node.scheduler().block(() -> node.election().resign(sale, Optional.of(again.lease())));
            }
        } else if (held && lease.isEmpty() && renewal instanceof Renewal.Taken) {
            taken.run();
        } else {
            askAt = node.scheduler().nanos() + ASK_AGAIN;
        }
    }
}
