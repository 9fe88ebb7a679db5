package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HoardingPropertiesTest {
    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(HoardingProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(
                context -> assertThat(context.getBean(HoardingProperties.class)).isEqualTo(new HoardingProperties(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void everySettingIsBound(int most) {
        settings.withPropertyValues("seckill.hoarding.max-expired=" + most)
                .run(context ->
                        assertThat(context.getBean(HoardingProperties.class)).isEqualTo(new HoardingProperties(most)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_001})
    void whatCannotBeIsNamed(int most) {
        settings.withPropertyValues("seckill.hoarding.max-expired=" + most).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage("seckill.hoarding.max-expired: must be 1 to 1000, but is " + most));
    }

    @Test
    void aMisspeltSettingIsNamed() {
        settings.withPropertyValues("seckill.hoarding.max-expird=1").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("seckill.hoarding.max-expird"));
    }
}
