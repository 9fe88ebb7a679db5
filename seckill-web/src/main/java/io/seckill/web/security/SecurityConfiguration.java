package io.seckill.web.security;

import io.seckill.web.problem.ProblemAnswers;
import io.seckill.web.problem.Problems;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Who may call what. Paths that need a token stand in one chain, by families, so that a call added to a family is closed
 * until it is opened; all else stands in the other and is public, or not found. A token that comes with a public call is
 * not looked at: an expired one must not keep a buyer from the clock.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    @Bean
    @Order(1)
    SecurityFilterChain closed(HttpSecurity http, JwtDecoder tokens, TokenRefusals refusals, OperatorsPort operators) {
        return stateless(http)
                .securityMatcher("/api/sales/*/orders/**", "/api/orders/**", "/api/admin/**", "/actuator/**")
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/api/sales/*/orders/**", "/api/orders/**")
                        .hasRole("buyer")
                        .requestMatchers(operators::isScrape)
                        .permitAll()
                        .requestMatchers("/actuator/locks/**")
                        .hasRole("admin")
                        .requestMatchers("/actuator/**")
                        .hasAnyRole("admin", "monitor")
                        .anyRequest()
                        .hasRole("admin"))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals)
                        .jwt(jwt -> jwt.decoder(token -> decode(tokens, token))
                                .jwtAuthenticationConverter(new RolesClaim()))
                        .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                            @Override
                            public <T extends BearerTokenAuthenticationFilter> T postProcess(T filter) {
                                filter.setAuthenticationFailureHandler(refusals::commence);
                                return filter;
                            }
                        }))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain open(HttpSecurity http) {
        return stateless(http)
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .build();
    }

    /** An issuer that cannot be reached yet is no fault of the token's, nor of ours. */
    private static Jwt decode(JwtDecoder tokens, String token) {
        try {
            return tokens.decode(token);
        } catch (JwtDecoderInitializationException e) {
            throw new JwtException("the issuer cannot be asked", e);
        }
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    /** Methods that no path takes are answered as such, by MVC, and not as malformed. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    RequestRejectedHandler rejected() {
        return (request, response, rejection) -> ProblemAnswers.write(
                response, Problems.invalid("path", "or a header has characters that are not allowed"));
    }
}
