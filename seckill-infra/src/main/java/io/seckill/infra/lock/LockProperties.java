package io.seckill.infra.lock;

import io.seckill.core.lock.store.LeaseStore;
import io.seckill.infra.Bounds;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The application's locks.
 *
 * @param backend what holds the locks: the Redis of spring.data.redis, or the database of spring.datasource
 * @param leaseTime how long others wait for the lock of a process that was killed, 0.5s to 1h; for the backend database only:
 *     for Redis it is the Redisson client's lockWatchdogTimeout, 5s
 * @param tokens where fencing tokens come from; auto: the database if the application sells or has its locks there, or
 *     else Redis
 * @param metrics how they are counted
 */
@ConfigurationProperties(value = "seckill.lock", ignoreUnknownFields = false)
record LockProperties(
        @DefaultValue("redis") LockBackend backend,
        @DefaultValue("5s") Duration leaseTime,
        @DefaultValue("auto") TokenSource tokens,
        @DefaultValue Metrics metrics) {
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);

    LockProperties {
        Bounds.within("seckill.lock.lease-time", leaseTime, LeaseStore.SHORTEST_LEASE, LONGEST_LEASE);
    }

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
