package io.seckill.infra.event;

import io.seckill.core.event.Outbox;
import io.seckill.core.event.Outbox.Backlog;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.util.Optional;

/**
 * What waits to be published, for health and metrics: the outbox is asked once in a while at most, however often this is.
 * It is the same on every node. Safe for use by many threads.
 */
public final class Backlogs {
    private static final System.Logger LOG = System.getLogger(Backlogs.class.getName());

    private final Outbox outbox;
    private final Scheduler scheduler;
    private final long fresh;
    private Optional<Backlog> last = Optional.empty();
    private long staleAt;

    /** @param fresh how long an answer is given again */
    Backlogs(Outbox outbox, Scheduler scheduler, Duration fresh) {
        this.outbox = outbox;
        this.scheduler = scheduler;
        this.fresh = fresh.toNanos();
        this.staleAt = scheduler.nanos();
    }

    /** Empty while the database does not answer. May block as long as the outbox does. */
    public synchronized Optional<Backlog> now() {
        if (scheduler.nanos() - staleAt >= 0) {
            last = ask();
            staleAt = scheduler.nanos() + fresh;
        }
        return last;
    }

    private Optional<Backlog> ask() {
        try {
            return Optional.of(outbox.backlog());
        } catch (BackendUnavailableException e) {
            LOG.log(System.Logger.Level.DEBUG, "what waits to be published is not known: {0}", e.getMessage());
            return Optional.empty();
        }
    }
}
