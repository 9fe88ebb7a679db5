package io.seckill.web.command;

import io.seckill.core.event.Outbox;
import java.time.DateTimeException;
import java.time.Instant;
import org.springframework.beans.factory.BeanFactory;

/** Has the program publish events again that it had published, for a stream that was lost. */
record PublishAgain(Instant since) implements Command {
    static PublishAgain of(String since) {
        try {
            return new PublishAgain(Instant.parse(since));
        } catch (DateTimeException e) {
            throw CommandException.wrongUse(
                    "republish: --since must be an instant, like 2026-11-22T20:00:00Z, but is '" + since + "'");
        }
    }

    @Override
    public String run(BeanFactory ports) {
        int messages = ports.getBean(Outbox.class).publishAgain(since);
        return messages + " messages since " + since + " are published again by the nodes that run";
    }

    @Override
    public String again() {
        return "running it again does no harm";
    }
}
