package io.seckill.web.payment;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** There is a gateway that may tell us of payments: one that we share a secret with, or the sandbox. */
final class PaymentsAreTaken implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment settings = context.getEnvironment();
        return !settings.getProperty("seckill.payment.secret", "").isEmpty()
                || Boolean.parseBoolean(settings.getProperty("seckill.payment.sandbox.enabled"));
    }
}
