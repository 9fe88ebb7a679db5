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
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration CLEAN_EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 100;
    private static final int REMOVED_AT_ONCE = 1_000;

    private final Outbox outbox;
    private final EventPublisher publisher;
    private final Duration keep;
    private final RelayEvents events;
    private final Scheduler scheduler;
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
        List<Message> waiting = outbox.unpublished(AT_ONCE);
        if (!waiting.isEmpty()) {
            try {
                publisher.publish(waiting);
            } catch (PublishingException e) {
                events.notPublished();
                throw new IllegalStateException("messages wait to be published: " + e.getMessage(), e);
            }
            events.published(waiting.size());
            outbox.published(waiting.stream().map(Message::id).toList());
        }
        clean();
        return waiting.size() == AT_ONCE ? Duration.ZERO : PAUSE;
    }

    private void clean() {
        long now = scheduler.nanos();
        if (now - cleanAt >= 0) {
            boolean more = outbox.remove(keep, REMOVED_AT_ONCE) == REMOVED_AT_ONCE;
            cleanAt = now + (more ? PAUSE : CLEAN_EVERY).toNanos();
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
