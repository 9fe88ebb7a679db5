package io.seckill.infra.lock;

import java.time.InstantSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Gives the endpoint {@code locks}, where the application has Spring Boot's Actuator and exposes it. */
@AutoConfiguration
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
class LocksEndpointAutoConfiguration {
    @Bean
    @ConditionalOnAvailableEndpoint(LocksEndpoint.class)
    HeldLeases heldLeases() {
        return new HeldLeases(InstantSource.system());
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean(name = "locksEndpoint")
    LocksEndpoint locksEndpoint(HeldLeases leases) {
        return new LocksEndpoint(leases);
    }
}
