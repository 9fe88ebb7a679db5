package io.seckill.web.problem;

import io.seckill.api.ErrorCode;
import io.seckill.api.ProblemView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Problems as HTTP answers, for controllers and for what stands before them. */
public final class ProblemAnswers {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT))
            .build();

    /** How long callers should wait before they ask again: long enough for a full queue to move. */
    private static final String RETRY_SECONDS = "1";

    private ProblemAnswers() {}

    /** The problem, with the headers that its code calls for. */
    public static ResponseEntity<Object> entity(ProblemView problem) {
        return entity(problem, HttpHeaders.EMPTY);
    }

    static ResponseEntity<Object> entity(ProblemView problem, HttpHeaders headers) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retry(problem.code())) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer.body(problem);
    }

    /** Writes the problem where there is no controller to return it. */
    public static void write(HttpServletResponse response, ProblemView problem) throws IOException {
        byte[] body = JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        response.setContentType(ProblemView.MEDIA_TYPE);
        response.setContentLength(body.length);
        if (retry(problem.code())) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        response.getOutputStream().write(body);
    }

    private static boolean retry(ErrorCode code) {
        return switch (code) {
            case BUSY, OUTCOME_UNKNOWN, PAYMENT_UNAVAILABLE, RATE_LIMITED -> true;
            default -> false;
        };
    }
}
