package io.seckill.infra.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EventPropertiesTest {
    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(EventProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(context -> assertThat(context.getBean(EventProperties.class))
                .isEqualTo(new EventProperties(true, "seckill:events", 10_000, Duration.ofHours(24))));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues(
                        "seckill.events.enabled=false",
                        "seckill.events.stream=shop:orders",
                        "seckill.events.max-length=1000",
                        "seckill.events.keep=2h")
                .run(context -> assertThat(context.getBean(EventProperties.class))
                        .isEqualTo(new EventProperties(false, "shop:orders", 1_000, Duration.ofHours(2))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.events.max-length=999|seckill.events.max-length: must be 1000 to 100000000, but is 999",
                "seckill.events.max-length=100000001|seckill.events.max-length: must be 1000 to 100000000, but is 100000001",
                "seckill.events.keep=59s|seckill.events.keep: must be 1m to 720h, but is 59s",
                "seckill.events.keep=721h|seckill.events.keep: must be 1m to 720h, but is 721h",
                "seckill.events.stream=|seckill.events.stream: must be 1 to 200 characters without spaces, but is ''",
                "seckill.events.stream=a b|seckill.events.stream: must be 1 to 200 characters without spaces, but is 'a b'",
            })
    void whatCannotBeIsNamed(String setting, String sentence) {
        settings.withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage(sentence));
    }

    @Test
    void aMisspeltSettingIsNamed() {
        settings.withPropertyValues("seckill.events.maxlen=1000")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("seckill.events.maxlen"));
    }
}
