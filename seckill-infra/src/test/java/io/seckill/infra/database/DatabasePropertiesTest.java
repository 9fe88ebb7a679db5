package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DatabasePropertiesTest {
    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(DatabaseProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(context ->
                assertThat(context.getBean(DatabaseProperties.class)).isEqualTo(new DatabaseProperties(true)));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues("seckill.database.migrate=false")
                .run(context ->
                        assertThat(context.getBean(DatabaseProperties.class)).isEqualTo(new DatabaseProperties(false)));
    }

    @Test
    void aMisspeltSettingIsNamed() {
        settings.withPropertyValues("seckill.database.migrat=1")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("seckill.database.migrat"));
    }
}
