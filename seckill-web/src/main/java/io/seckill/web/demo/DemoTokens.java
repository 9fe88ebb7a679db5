package io.seckill.web.demo;

import io.seckill.core.sale.BuyerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** Issues the demo's tokens. */
final class DemoTokens {
    private static final Duration VALID = Duration.ofDays(1);

    private final JwtEncoder encoder;
    private final InstantSource clock;

    DemoTokens(JwtEncoder encoder, InstantSource clock) {
        this.encoder = encoder;
        this.clock = clock;
    }

    String issue(BuyerId subject, List<String> roles) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .subject(subject.value())
                .claim("roles", roles)
                .issuedAt(now)
                .expiresAt(now.plus(VALID))
                .build();
        JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
