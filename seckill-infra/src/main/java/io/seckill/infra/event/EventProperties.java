package io.seckill.infra.event;

import io.seckill.infra.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What other programs are told of orders.
 *
 * @param enabled whether what happens to orders is written down for other programs, and published to them
 * @param stream the Redis stream that it is published to, 1 to 200 characters without spaces
 * @param maxLength about how many messages the stream keeps, 1000 to 100000000; what comes first goes first
 * @param keep how long the database keeps published messages, so that they can be published again, 1m to 720h
 */
@ConfigurationProperties(value = "seckill.events", ignoreUnknownFields = false)
public record EventProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("seckill:events") String stream,
        @DefaultValue("10000") int maxLength,
        @DefaultValue("24h") Duration keep) {
    private static final int LONGEST_NAME = 200;

    public EventProperties {
        if (stream.isEmpty()
                || stream.length() > LONGEST_NAME
                || !stream.chars().allMatch(c -> c > ' ' && c != 127)) {
            throw new IllegalArgumentException("seckill.events.stream: must be 1 to " + LONGEST_NAME
                    + " characters without spaces, but is '" + stream + "'");
        }
        Bounds.within("seckill.events.max-length", maxLength, 1_000, 100_000_000);
        Bounds.within("seckill.events.keep", keep, Duration.ofMinutes(1), Duration.ofDays(30));
    }
}
