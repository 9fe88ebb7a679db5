package io.seckill.core.event;

import java.util.List;

/** Takes messages to other programs. Safe for use by many threads. */
public interface EventPublisher {
    /**
     * Publishes the messages in their order, and waits until all of them are. Blocks for ten seconds at most.
     *
     * @throws PublishingException if that is not certain; some of them may have been published
     */
    void publish(List<Message> messages) throws PublishingException;
}
