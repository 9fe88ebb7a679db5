package io.seckill.infra.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.Warehouse;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.infra.lock.LockAutoConfiguration;
import io.seckill.infra.lock.LockEvents;
import io.seckill.testkit.lock.InMemoryLockProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LockMetricsAutoConfigurationTest {
    private final InMemoryLockProvider memory = new InMemoryLockProvider();
    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LockAutoConfiguration.class, LockMetricsAutoConfiguration.class))
            .withPropertyValues("seckill.lock.metrics.names=stock-*")
            .withBean(LockProvider.class, () -> memory);
    private final ApplicationContextRunner withRegistry = bare.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    private static LockRequest request(String name) {
        return LockRequest.of(new LockName(name));
    }

    private static long waits(MeterRegistry registry, String lock, String outcome) {
        return registry.get("seckill.lock.wait")
                .tags("lock", lock, "outcome", outcome)
                .timer()
                .count();
    }

    private static long held(MeterRegistry registry, String lock) {
        return registry.get("seckill.lock.held").tag("lock", lock).timer().count();
    }

    @Test
    void locksAreCountedByThePatternOfTheirName() {
        withRegistry.withBean(Warehouse.class).run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            LockProvider locks = context.getBean(LockProvider.class);
            assertThat(waits(registry, "shelf-*", "acquired")).isZero();
            assertThat(context.getBean(Warehouse.class).count("nails", () -> "7"))
                    .isEqualTo("7");
            Lease stock = locks.tryAcquire(request("stock-1")).orElseThrow();
            assertThat(locks.tryAcquire(request("stock-1"))).isEmpty();
            stock.close();
            Lease lost = locks.tryAcquire(request("x")).orElseThrow();
            memory.expire(lost.name());
            lost.close();

            assertThat(waits(registry, "shelf-*", "acquired")).isEqualTo(1);
            assertThat(held(registry, "shelf-*")).isEqualTo(1);
            assertThat(waits(registry, "stock-*", "acquired")).isEqualTo(1);
            assertThat(waits(registry, "stock-*", "timed_out")).isEqualTo(1);
            assertThat(waits(registry, "stock-*", "unavailable")).isZero();
            assertThat(held(registry, "stock-*")).isEqualTo(1);
            assertThat(registry.get("seckill.lock.lost")
                            .tag("lock", "stock-*")
                            .counter()
                            .count())
                    .isZero();
            assertThat(registry.get("seckill.lock.lost")
                            .tag("lock", "other")
                            .counter()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void thousandsOfNamesMakeNoMoreSeries() {
        withRegistry.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            LockProvider locks = context.getBean(LockProvider.class);
            int before = registry.getMeters().size();
            for (int i = 0; i < 1_000; i++) {
                locks.tryAcquire(request("n" + i)).orElseThrow().close();
                locks.tryAcquire(request("stock-" + i)).orElseThrow().close();
            }
            assertThat(registry.getMeters()).hasSize(before);
            assertThat(registry.getMeters().stream()
                            .map(Meter::getId)
                            .map(id -> String.valueOf(id.getTag("lock")))
                            .collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder("other", "stock-*");
            assertThat(waits(registry, "other", "acquired")).isEqualTo(1_000);
        });
    }

    @Test
    void theAnnotationsPatternsAreBoundedWithTheOthers() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "p" + i).collect(Collectors.joining(","));
        withRegistry
                .withPropertyValues("seckill.lock.metrics.names=" + hundred)
                .withBean(Warehouse.class)
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(context.getBean(Warehouse.class).count("nails", () -> "7"))
                            .isEqualTo("7");
                    assertThat(waits(registry, "other", "acquired")).isEqualTo(1);
                    assertThat(registry.find("seckill.lock.held").timers()).hasSize(101);
                });
    }

    @Test
    void anApplicationsOwnEventsStandInForThem() {
        LockEvents own = LockEvents.none();
        withRegistry.withBean(LockEvents.class, () -> own).run(context -> assertThat(context.getBean(LockEvents.class))
                .isSameAs(own));
    }

    @Test
    void withoutARegistryOrMicrometerNothingIsCounted() {
        bare.run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(LockEvents.class);
            assertThat(context.getBean(LockProvider.class)).isSameAs(memory);
        });
        bare.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LockEvents.class));
    }
}
