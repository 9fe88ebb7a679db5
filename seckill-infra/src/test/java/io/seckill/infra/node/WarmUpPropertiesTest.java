package io.seckill.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class WarmUpPropertiesTest {
    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(WarmUpProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(context -> assertThat(context.getBean(WarmUpProperties.class))
                .isEqualTo(new WarmUpProperties(Duration.ofMillis(500))));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues("seckill.warm-up.within=0s")
                .run(context -> assertThat(context.getBean(WarmUpProperties.class))
                        .isEqualTo(new WarmUpProperties(Duration.ZERO)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.warm-up.within=-1s|seckill.warm-up.within: must be 0s to 1m, but is -1s",
                "seckill.warm-up.within=61s|seckill.warm-up.within: must be 0s to 1m, but is 1m1s",
            })
    void whatCannotBeIsNamed(String setting, String sentence) {
        settings.withPropertyValues(setting.split(" ", -1))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage(sentence));
    }

    @Test
    void aMisspeltSettingIsNamed() {
        settings.withPropertyValues("seckill.warm-up.with=1")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("seckill.warm-up.with"));
    }
}
