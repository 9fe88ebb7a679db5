package io.seckill.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.DeskSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DeskPropertiesTest {
    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(DeskProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(context -> assertThat(context.getBean(DeskProperties.class))
                .isEqualTo(new DeskProperties(
                        10_000,
                        4,
                        1_000,
                        256,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(4))));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues(
                        "seckill.desk.max-waiting=77",
                        "seckill.desk.max-waiting-per-buyer=5",
                        "seckill.desk.max-batch=10",
                        "seckill.desk.max-bundle=9",
                        "seckill.desk.take-within=1500ms",
                        "seckill.desk.answer-within=4s",
                        "seckill.desk.idle-after=1m",
                        "seckill.desk.close-within=3s")
                .run(context -> assertThat(context.getBean(DeskProperties.class))
                        .isEqualTo(new DeskProperties(
                                77,
                                5,
                                10,
                                9,
                                Duration.ofMillis(1_500),
                                Duration.ofSeconds(4),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(3))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.desk.max-waiting=0|seckill.desk.max-waiting: must be 1 to 1000000, but is 0",
                "seckill.desk.max-waiting=1000001|seckill.desk.max-waiting: must be 1 to 1000000, but is 1000001",
                "seckill.desk.max-waiting-per-buyer=0|seckill.desk.max-waiting-per-buyer: must be 1 to 1000, but is 0",
                "seckill.desk.max-waiting-per-buyer=1001|seckill.desk.max-waiting-per-buyer: must be 1 to 1000, but is 1001",
                "seckill.desk.max-batch=0|seckill.desk.max-batch: must be 1 to 10000, but is 0",
                "seckill.desk.max-batch=10001|seckill.desk.max-batch: must be 1 to 10000, but is 10001",
                "seckill.desk.max-bundle=0|seckill.desk.max-bundle: must be 1 to 1000, but is 0",
                "seckill.desk.max-bundle=1001|seckill.desk.max-bundle: must be 1 to 1000, but is 1001",
                "seckill.desk.take-within=0s|seckill.desk.take-within: must be above 0s and at most 1m, but is 0s",
                "seckill.desk.take-within=61s|seckill.desk.take-within: must be above 0s and at most 1m, but is 1m1s",
                "seckill.desk.answer-within=-1s|seckill.desk.answer-within: must be above 0s and at most 1m, but is -1s",
                "seckill.desk.answer-within=2m|seckill.desk.answer-within: must be above 0s and at most 1m, but is 2m",
                "seckill.desk.answer-within=1500ms|seckill.desk.answer-within: must be at least seckill.desk.take-within, 2s, but is 1.5s",
                "seckill.desk.idle-after=0s|seckill.desk.idle-after: must be above 0s and at most 24h, but is 0s",
                "seckill.desk.idle-after=2d|seckill.desk.idle-after: must be above 0s and at most 24h, but is 48h",
                "seckill.desk.close-within=0s|seckill.desk.close-within: must be above 0s and at most 1m, but is 0s",
                "seckill.desk.close-within=61s|seckill.desk.close-within: must be above 0s and at most 1m, but is 1m1s",
            })
    void whatCannotBeIsNamed(String setting, String sentence) {
        settings.withPropertyValues(setting.split(" ", -1))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage(sentence));
    }

    @Test
    void aMisspeltSettingIsNamed() {
        settings.withPropertyValues("seckill.desk.max-bach=1")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("seckill.desk.max-bach"));
    }

    @Test
    void theDefaultsAreThoseOfTheCore() {
        settings.run(context ->
                assertThat(context.getBean(DeskProperties.class).settings()).isEqualTo(DeskSettings.defaults()));
    }
}
