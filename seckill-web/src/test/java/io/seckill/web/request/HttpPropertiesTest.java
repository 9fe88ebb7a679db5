package io.seckill.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class HttpPropertiesTest {
    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(HttpProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(context -> assertThat(context.getBean(HttpProperties.class))
                .isEqualTo(new HttpProperties(DataSize.ofKilobytes(16))));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues("seckill.http.max-body-size=1MB")
                .run(context -> assertThat(context.getBean(HttpProperties.class))
                        .isEqualTo(new HttpProperties(DataSize.ofMegabytes(1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.http.max-body-size=1023|seckill.http.max-body-size: must be 1KB to 1MB, but is 1023B",
                "seckill.http.max-body-size=2MB|seckill.http.max-body-size: must be 1KB to 1MB, but is 2097152B",
            })
    void whatCannotBeIsNamed(String setting, String sentence) {
        settings.withPropertyValues(setting.split(" ", -1))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage(sentence));
    }

    @Test
    void aMisspeltSettingIsNamed() {
        settings.withPropertyValues("seckill.http.max-body=1")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("seckill.http.max-body"));
    }
}
