package io.seckill.web.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DemoPropertiesTest {
    private static final String SECRET = "a-secret-of-the-demo-of-32-bytes";

    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(DemoProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(
                context -> assertThat(context.getBean(DemoProperties.class)).isEqualTo(new DemoProperties(false, "")));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues("seckill.demo.enabled=true", "seckill.demo.secret=" + SECRET)
                .run(context ->
                        assertThat(context.getBean(DemoProperties.class)).isEqualTo(new DemoProperties(true, SECRET)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.demo.enabled=true seckill.demo.secret=short|seckill.demo.secret: must be at least 32 bytes, but is 5",
                "seckill.demo.secret=" + SECRET + "|seckill.demo.secret: is for the demo only; remove it",
            })
    void whatCannotBeIsNamed(String setting, String sentence) {
        settings.withPropertyValues(setting.split(" ", -1))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage(sentence));
    }

    @Test
    void aMisspeltSettingIsNamed() {
        settings.withPropertyValues("seckill.demo.enable=1")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("seckill.demo.enable"));
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(new DemoProperties(true, SECRET).toString()).doesNotContain(SECRET);
    }
}
