package io.seckill.core.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Messages that were written along with what they tell of, until they are published, and a while longer. Safe for use by many
 * threads.
 *
 * <p>Every method throws {@link io.seckill.core.sale.BackendUnavailableException} if the database did not answer.
 */
public interface Outbox {
    /**
     * Messages that are not marked as published, those with the smallest ids first. Of two messages about one order the
     * later is never there without the earlier, unless that is published. Those whose orders are not there any more are
     * marked and left out.
     *
     * @param most 1 or more
     * @param mostOrders that they are about; 1 or more. A message that is about more comes alone.
     */
    Waiting unpublished(int most, int mostOrders);

    /** Marks messages as published; those that are not there, or are marked already, are passed over. */
    void published(List<Long> ids);

    /**
     * Takes the marks off, for a stream that was lost.
     *
     * @param since when what they tell of happened
     * @return of how many
     */
    int publishAgain(Instant since);

    /**
     * Removes messages that were published a while ago.
     *
     * @param age since they were published
     * @param most 1 or more
     * @return how many
     */
    int remove(Duration age, int most);

    /** What waits to be published. */
    Backlog backlog();

    /**
     * What is to be published next.
     *
     * @param more whether there may be more than these
     */
    record Waiting(List<Message> messages, boolean more) {
        public Waiting {
            messages = List.copyOf(messages);
        }
    }

    /**
     * @param messages that are not published
     * @param oldest how long ago happened what the oldest of them tells of; zero if there is none
     */
    record Backlog(long messages, Duration oldest) {}
}
