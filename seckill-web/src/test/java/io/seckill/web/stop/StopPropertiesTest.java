package io.seckill.web.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StopPropertiesTest {
    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(StopProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(context -> assertThat(context.getBean(StopProperties.class))
                .isEqualTo(new StopProperties(Duration.ofSeconds(1), Duration.ofSeconds(1))));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues("seckill.stop.drain-for=0s", "seckill.stop.requests-within=1m")
                .run(context -> assertThat(context.getBean(StopProperties.class))
                        .isEqualTo(new StopProperties(Duration.ZERO, Duration.ofMinutes(1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.stop.drain-for=-1ms|seckill.stop.drain-for: must be 0s to 1m, but is -0.001s",
                "seckill.stop.drain-for=2m|seckill.stop.drain-for: must be 0s to 1m, but is 2m",
                "seckill.stop.requests-within=-1s|seckill.stop.requests-within: must be 0s to 1m, but is -1s",
                "seckill.stop.requests-within=61s|seckill.stop.requests-within: must be 0s to 1m, but is 1m1s",
            })
    void whatCannotBeIsNamed(String setting, String sentence) {
        settings.withPropertyValues(setting.split(" ", -1))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage(sentence));
    }

    @Test
    void aMisspeltSettingIsNamed() {
        settings.withPropertyValues("seckill.stop.drain=1")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("seckill.stop.drain"));
    }
}
