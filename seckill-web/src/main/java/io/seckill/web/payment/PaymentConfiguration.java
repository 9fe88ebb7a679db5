package io.seckill.web.payment;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The secrets, where there is a gateway. */
@Configuration(proxyBeanMethods = false)
@Conditional(PaymentsAreTaken.class)
class PaymentConfiguration {
    @Bean
    PaymentKeys paymentKeys(PaymentProperties properties) {
        return PaymentKeys.of(properties.secret(), properties.previousSecret());
    }
}
