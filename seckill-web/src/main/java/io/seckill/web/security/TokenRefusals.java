package io.seckill.web.security;

import io.seckill.api.ErrorCode;
import io.seckill.api.ProblemView;
import io.seckill.web.problem.ProblemAnswers;
import io.seckill.web.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Answers calls whose token is missing, does not hold, lacks the role, or cannot be checked for now. */
@Component
class TokenRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TokenRefusals.class);

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        ProblemView problem = problem(request, e);
        if (problem.code() == ErrorCode.UNAUTHENTICATED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        ProblemAnswers.write(response, problem);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        ProblemAnswers.write(
                response, Problems.of(ErrorCode.FORBIDDEN, "Your token does not have the role that this call needs."));
    }

    private static ProblemView problem(HttpServletRequest request, AuthenticationException e) {
        if (e instanceof AuthenticationServiceException && !(e instanceof InvalidBearerTokenException)) {
            LOG.warn("Tokens cannot be checked: {}", e.getMessage());
            return Problems.of(ErrorCode.BUSY, "Your token cannot be checked at the moment. Try again.");
        }
        String detail = request.getHeader(HttpHeaders.AUTHORIZATION) == null
                ? "This call needs a token: send Authorization: Bearer and the token."
                : "Your token does not hold: it is malformed, expired, not from our issuer, or not for one buyer.";
        return Problems.of(ErrorCode.UNAUTHENTICATED, detail);
    }
}
