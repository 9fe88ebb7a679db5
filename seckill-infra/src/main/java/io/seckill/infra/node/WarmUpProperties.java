package io.seckill.infra.node;

import io.seckill.infra.Bounds;
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
public record WarmUpProperties(@DefaultValue("500ms") Duration within) {
    public WarmUpProperties {
        Bounds.zeroOrMore("seckill.warm-up.within", within, Duration.ofMinutes(1));
    }
}
