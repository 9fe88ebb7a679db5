package io.seckill.web.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence, instead of a stack trace, what to configure. */
final class TokenSourceFailureAnalyzer extends AbstractFailureAnalyzer<TokenSourceException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, TokenSourceException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set spring.security.oauth2.resourceserver.jwt.issuer-uri to your OAuth2 issuer, or, to try the program"
                        + " out, seckill.demo.enabled=true; one of the two.",
                cause);
    }
}
