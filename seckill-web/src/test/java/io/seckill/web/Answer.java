package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import java.net.http.HttpHeaders;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back, to be looked at. */
record Answer(int status, HttpHeaders headers, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LEAKS = Pattern.compile(
            "Exception|\\bat [a-z]+\\.|\\.java|io\\.seckill|org\\.|com\\.|java\\.|tools\\.jackson|Tomcat|SELECT|<html",
            Pattern.CASE_INSENSITIVE);

    JsonNode json() {
        return JSON.readTree(body);
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    Answer is(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    /** It is that problem, told by the contract's rules, and gives nothing away. */
    Answer isProblem(ErrorCode code) {
        assertThat(status).as(body).isEqualTo(code.status());
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("code").asString()).isEqualTo(code.name());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(body).doesNotContainPattern(LEAKS);
        assertThat(header("Server")).isEmpty();
        assertThat(header("X-Request-Id")).matches("[A-Za-z0-9._-]{1,64}");
        assertThat(header("Retry-After")).isEqualTo(code.status() == 503 ? "1" : "");
        assertThat(problem.has("errors")).isEqualTo(code == ErrorCode.INVALID_REQUEST);
        return this;
    }

    /** It is invalid, in exactly these fields. */
    Answer isInvalidIn(String... fields) {
        isProblem(ErrorCode.INVALID_REQUEST);
        assertThat(json().path("errors").valueStream().map(error -> error.path("field")
                        .asString()))
                .as(body)
                .containsExactlyInAnyOrder(fields);
        assertThat(json().path("errors").valueStream().map(error -> error.path("message")
                        .asString()))
                .allSatisfy(message -> assertThat(message).isNotBlank());
        return this;
    }
}
