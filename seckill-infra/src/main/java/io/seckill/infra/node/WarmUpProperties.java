package io.seckill.infra.node;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a node does before it is ready.
 *
 * @param within how long it exercises the way of an order, so that its connections are open and its code is compiled, 0s
 *     to 1m; 0s: not at all
 */
@ConfigurationProperties(value = "seckill.warm-up", ignoreUnknownFields = false)
public record WarmUpProperties(@DefaultValue("1s") Duration within) {
    private static final Duration MOST = Duration.ofMinutes(1);

    public WarmUpProperties {
        if (within.isNegative() || within.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("seckill.warm-up.within: must be 0s to 1m, but is " + within);
        }
    }
}
