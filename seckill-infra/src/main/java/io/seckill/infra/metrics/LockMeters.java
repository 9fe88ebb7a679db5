package io.seckill.infra.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.seckill.core.lock.LockName;
import io.seckill.infra.lock.LockEvents;
import io.seckill.infra.lock.LockNamePatterns;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Counts requests for locks and leases, by the pattern that fits the lock's name. The series of a pattern that is known when the
 * application starts are there from then on. Safe for use by many threads.
 */
final class LockMeters implements LockEvents, SmartInitializingSingleton {
    private record Series(Map<Answer, Timer> waits, Timer held, Counter lost) {}

    private final MeterRegistry registry;
    private final LockNamePatterns patterns;
    private final Map<String, Series> series = new ConcurrentHashMap<>();

    LockMeters(MeterRegistry registry, LockNamePatterns patterns) {
        this.registry = registry;
        this.patterns = patterns;
    }

    @Override
    public void afterSingletonsInstantiated() {
        patterns.all().forEach(this::series);
        series(LockNamePatterns.OTHER);
    }

    @Override
    public void answered(LockName name, Answer answer, Duration waited) {
        Timer wait = series(patterns.of(name)).waits().get(answer);
        if (wait != null) {
            wait.record(waited);
        }
    }

    @Override
    public void ended(LockName name, End end, Duration held) {
        Series ofName = series(patterns.of(name));
        ofName.held().record(held);
        if (end == End.LOST) {
            ofName.lost().increment();
        }
    }

    private Series series(String pattern) {
        Series known = series.get(pattern);
        return known == null ? series.computeIfAbsent(pattern, this::register) : known;
    }

    private Series register(String pattern) {
        Map<Answer, Timer> waits = new EnumMap<>(Answer.class);
        for (Answer answer : Answer.values()) {
            waits.put(
                    answer,
                    Timer.builder("seckill.lock.wait")
                            .description("how long requests for a lock took, by what they were answered")
                            .tag("lock", pattern)
                            .tag("outcome", answer.name().toLowerCase(Locale.ROOT))
                            .serviceLevelObjectives(Buckets.TIMES)
                            .register(registry));
        }
        return new Series(
                waits,
                Timer.builder("seckill.lock.held")
                        .description("how long locks were held, until they were given back or lost")
                        .tag("lock", pattern)
                        .serviceLevelObjectives(Buckets.TIMES)
                        .register(registry),
                Counter.builder("seckill.lock.lost")
                        .description("leases that were lost before they were given back")
                        .tag("lock", pattern)
                        .baseUnit("leases")
                        .register(registry));
    }
}
