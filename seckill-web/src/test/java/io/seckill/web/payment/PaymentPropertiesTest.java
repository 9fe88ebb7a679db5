package io.seckill.web.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.web.payment.PaymentProperties.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PaymentPropertiesTest {
    private static final String SECRET = "a-secret-of-the-gateway-32-bytes";
    private static final String EARLIER = "an-earlier-secret-of-the-gateway";

    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(PaymentProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(context -> assertThat(context.getBean(PaymentProperties.class))
                .isEqualTo(new PaymentProperties("", "", new Sandbox(false, "", ""))));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues(
                        "seckill.payment.secret=" + SECRET,
                        "seckill.payment.previous-secret=" + EARLIER,
                        "seckill.payment.sandbox.enabled=true",
                        "seckill.payment.sandbox.address=https://shop.example.com",
                        "seckill.payment.sandbox.notify=http://10.0.0.1:8080/api/payments/notifications")
                .run(context -> assertThat(context.getBean(PaymentProperties.class))
                        .isEqualTo(new PaymentProperties(
                                SECRET,
                                EARLIER,
                                new Sandbox(
                                        true,
                                        "https://shop.example.com",
                                        "http://10.0.0.1:8080/api/payments/notifications"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.payment.secret=short|seckill.payment.secret: must be at least 32 bytes, but is 5",
                "seckill.payment.secret=" + SECRET
                        + " seckill.payment.previous-secret=x|seckill.payment.previous-secret: must be at least 32 bytes, but is 1",
                "seckill.payment.previous-secret=" + SECRET
                        + "|seckill.payment.previous-secret: is for use beside seckill.payment.secret; set that one",
                "seckill.payment.sandbox.address=shop|seckill.payment.sandbox.address: must be an http or https URL, as in http://127.0.0.1:8080, but is shop",
                "seckill.payment.sandbox.notify=ftp://x|seckill.payment.sandbox.notify: must be an http or https URL, as in http://127.0.0.1:8080, but is ftp://x",
            })
    void whatCannotBeIsNamed(String setting, String sentence) {
        settings.withPropertyValues(setting.split(" ", -1))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage(sentence));
    }

    @ParameterizedTest
    @CsvSource({"seckill.payment.secrets", "seckill.payment.sandbox.enable"})
    void aMisspeltSettingIsNamed(String setting) {
        settings.withPropertyValues(setting + "=1")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(setting));
    }

    @Test
    void theSecretsAreNotPrinted() {
        assertThat(new PaymentProperties(SECRET, EARLIER, new Sandbox(true, "", "")).toString())
                .doesNotContain(SECRET)
                .doesNotContain(EARLIER);
    }
}
