package io.seckill.infra.lock.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.WriteRedisConnectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back holds that have no holder any more: an acquisition that was answered after its caller had gone, one whose
 * answer was lost, a release that was not answered, a lease that was lost.
 *
 * <p>Each is given back by its own owner id, so this can never free somebody else's lock, and it is done only after the
 * acquisition's future has completed, so that the renewal has been registered and is really ended. It is repeated over one
 * lease time while Redis does not answer; after that the server has ended the hold by itself.
 */
final class Strays {
    private static final Logger LOG = LoggerFactory.getLogger(Strays.class);
    private static final int REPETITIONS = 3;

    private final Workers workers;
    private final LeaseTimes times;

    Strays(Workers workers, LeaseTimes times) {
        this.workers = workers;
        this.times = times;
    }

    /** For an acquisition nobody waits for any longer. */
    void giveBackWhenTaken(Hold hold, CompletableFuture<Boolean> taken) {
        Answers.when(
                taken,
                ours -> {
                    if (ours) {
                        giveBack(hold);
                    }
                },
                failure -> {
                    if (mayHaveBeenSent(failure)) {
                        giveBack(hold);
                    }
                });
    }

    void giveBack(Hold hold) {
        giveBack(hold, hold.giveBack(), REPETITIONS);
    }

    private void giveBack(Hold hold, CompletableFuture<Boolean> sent, int repetitions) {
        if (repetitions == 0) {
            LOG.warn("Could not give back {}; it ends with its lease time", hold);
            return;
        }
        Future<?> unused = workers.after(times.check().toNanos(), () -> {
            if (!sent.isDone() || sent.isCompletedExceptionally()) {
                giveBack(hold, hold.giveBack(), repetitions - 1);
            }
        });
    }

    /** A command that never had a connection cannot have taken anything; a wrong guess costs one lease time. */
    private static boolean mayHaveBeenSent(Throwable failure) {
        boolean neverConnected =
                failure instanceof RedisConnectionException && !(failure instanceof WriteRedisConnectionException);
        return !neverConnected && failure.getClass() != RedisTimeoutException.class;
    }
}
