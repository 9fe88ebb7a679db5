package io.seckill.infra.lock;

import io.seckill.infra.Bounds;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The application's locks.
 *
 * @param backend what holds the locks
 * @param metrics how they are counted
 */
@ConfigurationProperties(value = "seckill.lock", ignoreUnknownFields = false)
record LockProperties(
        @DefaultValue("redis") LockBackend backend,
        @DefaultValue Metrics metrics) {
    /**
     * How locks are counted.
     *
     * @param names which locks are counted by themselves, as names in which * stands for any text, such as stock-*: at most
     *     100, and the first that fits counts; those of annotated methods are added, and all the rest is counted as other
     */
    record Metrics(@DefaultValue List<String> names) {
        Metrics {
            Bounds.within("seckill.lock.metrics.names, in number", names.size(), 0, LockNamePatterns.MOST);
            if (names.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("seckill.lock.metrics.names: must not have an empty name");
            }
            names = List.copyOf(names);
        }
    }
}
