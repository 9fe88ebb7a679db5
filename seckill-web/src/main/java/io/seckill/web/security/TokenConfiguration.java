package io.seckill.web.security;

import io.seckill.core.sale.BuyerId;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/** What every token must have, whoever issued it: an end, and a subject that can be a buyer. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
    private static final OAuth2Error NO_BUYER =
            new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "the subject cannot be a buyer", "");

    /** Spring Boot adds it to the decoder that it makes for a configured issuer. */
    @Bean
    OAuth2TokenValidator<Jwt> tokenRules() {
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(times, TokenConfiguration::subject);
    }

    private static OAuth2TokenValidatorResult subject(Jwt token) {
        return Optional.ofNullable(token.getSubject()).filter(BuyerId::isValid).isPresent()
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(NO_BUYER);
    }
}
