package io.seckill.infra.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AuditPropertiesTest {
    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(AuditProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(context -> assertThat(context.getBean(AuditProperties.class))
                .isEqualTo(new AuditProperties(true, Duration.ofMinutes(1))));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues("seckill.audit.enabled=false", "seckill.audit.every=5s")
                .run(context -> assertThat(context.getBean(AuditProperties.class))
                        .isEqualTo(new AuditProperties(false, Duration.ofSeconds(5))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.audit.every=999ms|seckill.audit.every: must be 1s to 24h, but is 0.999s",
                "seckill.audit.every=25h|seckill.audit.every: must be 1s to 24h, but is 25h",
            })
    void whatCannotBeIsNamed(String setting, String sentence) {
        settings.withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage(sentence));
    }

    @Test
    void aMisspeltSettingIsNamed() {
        settings.withPropertyValues("seckill.audit.evry=1m")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("seckill.audit.evry"));
    }
}
