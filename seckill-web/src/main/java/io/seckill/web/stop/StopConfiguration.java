package io.seckill.web.stop;

import java.time.Duration;
import org.springframework.boot.servlet.filter.OrderedFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.Environment;

/** The order of stopping, with a bound for each step. */
@Configuration(proxyBeanMethods = false)
class StopConfiguration {
    /** For a desk to be given up after its last orders. */
    private static final Duration RESIGNING = Duration.ofSeconds(1);

    @Bean
    Draining draining(StopProperties properties) {
        return new Draining(properties.drainFor());
    }

    @Bean
    FilterRegistrationBean<Draining> drainingFilter(Draining draining) {
        FilterRegistrationBean<Draining> filter = new FilterRegistrationBean<>(draining);
        filter.setOrder(OrderedFilter.HIGHEST_PRECEDENCE);
        filter.setAsyncSupported(true);
        return filter;
    }

    /** In the place of Spring Boot's, which has one bound for all steps. */
    @Bean
    DefaultLifecycleProcessor lifecycleProcessor(StopProperties properties, Environment settings) {
        Duration closing = settings.getProperty("seckill.desk.close-within", Duration.class, Duration.ofSeconds(4))
                .plus(RESIGNING);
        Duration first = closing.compareTo(properties.drainFor()) > 0
                ? closing
                : properties.drainFor().plus(RESIGNING);
        DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
        processor.setTimeoutPerShutdownPhase(properties.requestsWithin().toMillis());
        processor.setTimeoutForShutdownPhase(SmartLifecycle.DEFAULT_PHASE, first.toMillis());
        return processor;
    }
}
