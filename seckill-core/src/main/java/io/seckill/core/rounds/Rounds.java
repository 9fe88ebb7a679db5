package io.seckill.core.rounds;

import io.seckill.core.schedule.Scheduler;
import java.time.Duration;

/**
 * Does something again and again, one round at a time, on threads that may block. A round that fails is logged, and the next
 * one comes after a while; none is ever the last, but for {@link #close}. Safe for use by many threads.
 */
public final class Rounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Rounds.class.getName());
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Scheduler scheduler;
    private final Round round;
    private boolean started;
    private boolean closed;
    private boolean failed;

    /** One round. */
    public interface Round {
        /**
         * Blocks for a bounded time.
         *
         * @return after what time the next one is to come; zero: at once
         */
        Duration go();

        /** Gives back what it holds between rounds; called once, after the last round. */
        default void end() {}
    }

    /** @param name for the log, as in "expiring orders" */
    public Rounds(String name, Scheduler scheduler, Round round) {
        this.name = name;
        this.scheduler = scheduler;
        this.round = round;
    }

    /** Begins; repeating it has no effect. */
    public synchronized void start() {
        if (!started && !closed) {
            started = true;
            scheduler.block(this::go);
        }
    }

    /** Lets no further round begin, and waits for the one that is under way. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            round.end();
        }
    }

    /** Holding the monitor over a round is what makes {@link #close} wait for it; nobody else wants it meanwhile. */
    private synchronized void go() {
        if (closed) {
            return;
        }
        Duration pause;
        try {
            pause = round.go();
            failed = false;
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    failed ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    name + " failed, and is tried again until it succeeds",
                    e);
            failed = true;
            pause = AFTER_FAILURE;
        }
        scheduler.after(pause, () -> scheduler.block(this::go));
    }
}
