package io.seckill.core.rounds;

import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Does something again and again, one round at a time, on threads that may block. A round that fails is logged, and the next
 * one comes after a while; none is ever the last, but for {@link #close}. Safe for use by many threads.
 *
 * <p>Why rounds come one at a time: a round is begun by {@link #start}, which does so once, or by the one before it when that is
 * over; and {@code underWay} is true from before a round begins until after it has ended, which {@link #close} looks at
 * under the same monitor. So the end comes after the last round, and sees what that has written.
 */
public final class Rounds {
    private static final System.Logger LOG = System.getLogger(Rounds.class.getName());
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Scheduler scheduler;
    private final Round round;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean started;
    private boolean closed;
    private boolean underWay;
    private boolean failed;

    /** One round. */
    public interface Round {
        /**
         * Blocks for a bounded time.
         *
         * @return after what time the next one is to come; zero: at once
         */
        Duration go();

        /** Forgets what it knows, and gives back what it holds; after the last round, or before a long pause. */
        default void end() {}
    }

    /** @param name for the log, as in "expiring orders" */
    public Rounds(String name, Scheduler scheduler, Round round) {
        this.name = name;
        this.scheduler = scheduler;
        this.round = round;
    }

    /** Begins; repeating it has no effect, nor has it after {@link #close}. */
    public synchronized void start() {
        if (!started) {
            started = true;
            begin();
        }
    }

    /**
     * Lets no further round begin.
     *
     * @return completes when the round that is under way is over, and has given back what it held
     */
    public synchronized CompletionStage<Void> close() {
        if (!closed) {
            closed = true;
            if (!underWay) {
                scheduler.block(this::end);
            }
        }
        return ended.minimalCompletionStage();
    }

    private void begin() {
        try {
            scheduler.block(this::go);
        } catch (VirtualMachineError noThread) {
            LOG.log(System.Logger.Level.WARNING, name + " found no thread", noThread);
            next(AFTER_FAILURE);
        }
    }

    private void next(Duration pause) {
        scheduler.after(pause, this::begin);
    }

    private void go() {
        if (!enter()) {
            return;
        }
        Duration pause = run();
        if (leave()) {
            next(pause);
        } else {
            end();
        }
    }

    private synchronized boolean enter() {
        underWay = !closed;
        return underWay;
    }

    /** @return whether there is to be another round */
    private synchronized boolean leave() {
        underWay = false;
        return !closed;
    }

    private Duration run() {
        try {
            Duration pause = round.go();
            failed = false;
            return pause;
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            LOG.log(
                    failed ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    name + " failed, and is tried again until it succeeds",
                    e);
            failed = true;
            return AFTER_FAILURE;
        }
    }

    private void end() {
        try {
            round.end();
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, name + " did not end as it should", e);
        } finally {
            ended.complete(null);
        }
    }
}
