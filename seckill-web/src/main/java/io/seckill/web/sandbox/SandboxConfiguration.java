package io.seckill.web.sandbox;

import io.seckill.core.schedule.ThreadTimers;
import io.seckill.core.schedule.Timers;
import io.seckill.web.OwnAddress;
import io.seckill.web.payment.PaymentKeys;
import io.seckill.web.payment.PaymentProperties;
import java.net.URI;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has buyers pay at the program itself, in the sandbox only. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("seckill.payment.sandbox.enabled")
class SandboxConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxConfiguration.class);
    private static final String NOTIFICATIONS = "/api/payments/notifications";

    SandboxConfiguration() {
        LOG.warn("Sandbox payments: orders are paid by a click, and no money is taken");
    }

    @Bean
    SandboxLinks sandboxLinks(PaymentKeys keys) {
        return new SandboxLinks(keys);
    }

    @Bean
    SandboxGateway sandboxGateway(SandboxLinks links, PaymentProperties properties, OwnAddress program) {
        String address = properties.sandbox().address();
        return new SandboxGateway(links, () -> address.isEmpty() ? program.uri() : URI.create(address));
    }

    /** @param timers of the tests; elsewhere there is no such bean, and the sandbox has its own */
    @Bean
    SandboxNotifier sandboxNotifier(
            PaymentKeys keys,
            PaymentProperties properties,
            OwnAddress program,
            InstantSource clock,
            @Qualifier("sandboxTimers") ObjectProvider<Timers> timers) {
        String notified = properties.sandbox().notified();
        return new SandboxNotifier(
                () -> notified.isEmpty() ? program.uri().resolve(NOTIFICATIONS) : URI.create(notified),
                keys,
                clock,
                timers.getIfAvailable(() -> new ThreadTimers("seckill-sandbox", 1)));
    }
}
