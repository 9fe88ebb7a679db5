package io.seckill.web.security;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Refuses to start when it is not clear whose tokens count. */
@Configuration(proxyBeanMethods = false)
class TokenSourceCheck {
    private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";

    @Bean
    static BeanFactoryPostProcessor tokenSource(Environment settings) {
        return beans -> {
            boolean issuer = settings.containsProperty(PREFIX + "issuer-uri")
                    || settings.containsProperty(PREFIX + "jwk-set-uri");
            if (issuer && settings.getProperty("seckill.demo.enabled", Boolean.class, false)) {
                throw new TokenSourceException("Both seckill.demo.enabled and a token issuer are configured.");
            }
            if (beans.getBeanNamesForType(JwtDecoder.class, true, false).length == 0) {
                throw new TokenSourceException("No token issuer is configured.");
            }
        };
    }
}
