package io.seckill.infra.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.LockName;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LockPropertiesTest {
    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(LockProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(context -> assertThat(context.getBean(LockProperties.class))
                .isEqualTo(new LockProperties(
                        LockBackend.REDIS,
                        Duration.ofSeconds(5),
                        TokenSource.AUTO,
                        new LockProperties.Metrics(List.of()))));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues(
                        "seckill.lock.backend=database",
                        "seckill.lock.lease-time=500ms",
                        "seckill.lock.tokens=none",
                        "seckill.lock.metrics.names=stock-*,report")
                .run(context -> assertThat(context.getBean(LockProperties.class))
                        .isEqualTo(new LockProperties(
                                LockBackend.DATABASE,
                                Duration.ofMillis(500),
                                TokenSource.NONE,
                                new LockProperties.Metrics(List.of("stock-*", "report")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.lock.backend=zookeeper|io.seckill.infra.lock.LockBackend.zookeeper",
                "seckill.lock.tokens=zookeeper|io.seckill.infra.lock.TokenSource.zookeeper",
                "seckill.lock.lease-time=499ms|seckill.lock.lease-time: must be 0.5s to 1h, but is 0.499s",
                "seckill.lock.lease-time=3601s|seckill.lock.lease-time: must be 0.5s to 1h, but is 1h1s",
                "seckill.lock.metrics.names[0]=|seckill.lock.metrics.names: must not have an empty name",
                "seckill.lock.bakend=redis|seckill.lock.bakend",
            })
    void whatCannotBeIsNamed(String setting, String sentence) {
        settings.withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    @Test
    void moreThanAHundredNamesAreRefused() {
        settings.withPropertyValues("seckill.lock.metrics.names=" + String.join(",", patterns(101)))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("seckill.lock.metrics.names, in number: must be 0 to 100, but is 101"));
    }

    @Test
    void theFirstPatternThatFitsCounts() {
        LockNamePatterns patterns = new LockNamePatterns(List.of("stock-*", "stock-a", "re*t"));
        assertThat(patterns.of(new LockName("stock-a"))).isEqualTo("stock-*");
        assertThat(patterns.of(new LockName("report"))).isEqualTo("re*t");
        assertThat(patterns.of(new LockName("reports"))).isEqualTo("other");
        assertThat(patterns.of(new LockName("Stock-a"))).isEqualTo("other");
    }

    @Test
    void patternsAreBounded() {
        LockNamePatterns patterns = new LockNamePatterns(patterns(99));
        patterns.add("*");
        patterns.add("p0-*");
        patterns.add("one more");
        patterns.add("one too many");
        assertThat(patterns.all()).hasSize(100).contains("one more").doesNotContain("*", "one too many");
        assertThat(patterns.of(new LockName("one too many"))).isEqualTo("other");
    }

    private static List<String> patterns(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "-*").toList();
    }
}
