package io.seckill.core.lock.store;

import io.seckill.core.lock.store.LeaseStore.Claim;
import io.seckill.core.schedule.Timers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * Gives back claims that have no holder any more: an acquisition that was answered after its caller had gone, one whose
 * answer was lost, a release that was not answered, a lease that was lost.
 *
 * <p>A claim gives back nothing but its own, so this can never free somebody else's lock, and it is done only after the
 * acquisition's future has completed, so that the renewal has been registered and is really ended. It is repeated over one
 * lease time while the server does not answer; after that the server has ended the hold by itself.
 */
final class Strays {
    private static final Logger LOG = System.getLogger(Strays.class.getName());
    private static final int REPETITIONS = 3;

    private final Timers timers;
    private final LeaseTimes times;

    Strays(Timers timers, LeaseTimes times) {
        this.timers = timers;
        this.times = times;
    }

    /** For an acquisition nobody waits for any longer. */
    void giveBackWhenTaken(Claim claim, CompletableFuture<Boolean> taken) {
        Answers.when(
                taken,
                ours -> {
                    if (ours) {
                        giveBack(claim);
                    }
                },
                failure -> {
                    if (claim.mayHaveTaken(failure)) {
                        giveBack(claim);
                    }
                });
    }

    void giveBack(Claim claim) {
        giveBack(claim, Answers.of(claim::giveBack), REPETITIONS);
    }

    private void giveBack(Claim claim, CompletableFuture<Boolean> sent, int repetitions) {
        if (repetitions == 0) {
            LOG.log(Level.WARNING, "Could not give back {0}; it ends with its lease time", claim);
            return;
        }
        Future<?> unused = timers.after(times.check(), () -> {
            if (!sent.isDone() || sent.isCompletedExceptionally()) {
                giveBack(claim, Answers.of(claim::giveBack), repetitions - 1);
            }
        });
    }
}
