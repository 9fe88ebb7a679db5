package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LedgerPropertiesTest {
    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(LedgerProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(
                context -> assertThat(context.getBean(LedgerProperties.class)).isEqualTo(new LedgerProperties(8, 6)));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues("seckill.ledger.connections=3")
                .run(context ->
                        assertThat(context.getBean(LedgerProperties.class)).isEqualTo(new LedgerProperties(3, 6)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.ledger.connections=2|seckill.ledger.connections: must be 3 to 100, but is 2",
                "seckill.ledger.connections=101|seckill.ledger.connections: must be 3 to 100, but is 101",
            })
    void whatCannotBeIsNamed(String setting, String sentence) {
        settings.withPropertyValues(setting.split(" ", -1))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage(sentence));
    }

    @Test
    void aMisspeltSettingIsNamed() {
        settings.withPropertyValues("seckill.ledger.connexions=1")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("seckill.ledger.connexions"));
    }
}
