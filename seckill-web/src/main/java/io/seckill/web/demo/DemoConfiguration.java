package io.seckill.web.demo;

import java.time.InstantSource;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Has the program issue and take its own tokens, in the demo mode only. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("seckill.demo.enabled")
class DemoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(DemoConfiguration.class);

    private final SecretKey key;

    DemoConfiguration(DemoProperties properties) {
        this.key = properties.key();
        LOG.warn("Demo mode: tokens of any buyer and operator are issued to whoever asks");
    }

    @Bean
    JwtDecoder demoTokenDecoder(OAuth2TokenValidator<Jwt> rules) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        decoder.setJwtValidator(rules);
        return decoder;
    }

    @Bean
    DemoTokens demoTokens(InstantSource clock) {
        return new DemoTokens(
                NimbusJwtEncoder.withSecretKey(key)
                        .algorithm(MacAlgorithm.HS256)
                        .build(),
                clock);
    }
}
