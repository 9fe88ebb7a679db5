package io.seckill.core.event;

import io.seckill.core.rounds.Rounds.Round;
import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.util.List;

/**
 * A round of publishing what waits, for one node at a time.
 *
 * <p>Why a program that reads sees each order's messages in order, but for repetitions, whatever fails: a round always begins with the
 * smallest id that is not marked, publishes in order, and marks only what was published. Of two messages about one order
 * the later is never there before the earlier, so whoever publishes it, be it two nodes at once, has published the earlier
 * one before.
 */
public final class Relaying implements Round {
    private static final System.Logger LOG = System.getLogger(Relaying.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLEAN_EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 100;
    /** Typically somewhat more than a megabyte: it keeps neither a publisher's server nor the memory busy for long. */
    private static final int ORDERS_AT_ONCE = 10_000;

    private static final int REMOVED_AT_ONCE = 1_000;

    private final Outbox outbox;
    private final EventPublisher publisher;
    private final Duration keep;
    private final RelayEvents events;
    private final Scheduler scheduler;
    private int most = AT_ONCE;
    private long cleanAt;

    /** @param keep how long published messages are kept */
    public Relaying(Outbox outbox, EventPublisher publisher, Duration keep, RelayEvents events, Scheduler scheduler) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.keep = keep;
        this.events = events;
        this.scheduler = scheduler;
        this.cleanAt = scheduler.nanos();
    }

    @Override
    public Duration go() {
        Outbox.Waiting next = outbox.unpublished(most, ORDERS_AT_ONCE);
        if (!next.messages().isEmpty()) {
            publish(next.messages());
            outbox.published(next.messages().stream().map(Message::id).toList());
        }
        clean();
        return next.more() ? Duration.ZERO : PAUSE;
    }

    /** What could not be published may have been too much at once: then it is half as many, until that succeeds. */
    private void publish(List<Message> messages) {
        try {
            publisher.publish(messages);
        } catch (PublishingException e) {
            most = Math.max(1, messages.size() / 2);
            events.notPublished();
            throw new IllegalStateException("messages wait to be published: " + e.getMessage(), e);
        }
        most = AT_ONCE;
        events.published(messages.size());
    }

    /** Publishing does not depend on it: what cannot be removed now is removed later. */
    private void clean() {
        long now = scheduler.nanos();
        if (now - cleanAt < 0) {
            return;
        }
        cleanAt = now + CLEAN_EVERY.toNanos();
        try {
            if (outbox.remove(keep, REMOVED_AT_ONCE) == REMOVED_AT_ONCE) {
                cleanAt = now + PAUSE.toNanos();
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "published messages could not be removed, and are later", e);
        }
    }

    /** Hears of publishing; neither blocks nor throws. Safe for use by many threads. */
    public interface RelayEvents {
        /** @param messages how many, 1 or more; again, if they could not be marked */
        void published(int messages);

        void notPublished();

        static RelayEvents none() {
            return new RelayEvents() {
                @Override
                public void published(int messages) {}

                @Override
                public void notPublished() {}
            };
        }
    }
}
