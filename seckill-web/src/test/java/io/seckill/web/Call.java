package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One HTTP request that is being put together. */
final class Call {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String method;
    private final HttpRequest.Builder request;
    private BodyPublisher body = BodyPublishers.noBody();

    Call(String method, URI uri) {
        this.method = method;
        this.request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
    }

    Call with(String header, String value) {
        request.header(header, value);
        return this;
    }

    Call token(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Call key(String key) {
        return with("Idempotency-Key", key);
    }

    Call json(String json) {
        return with("Content-Type", "application/json").body(BodyPublishers.ofString(json));
    }

    Call body(BodyPublisher publisher) {
        body = publisher;
        return this;
    }

    /** Sends it as the request with that id, which the answer has to name. */
    Answer sentAs(String requestId) {
        Answer answer = with("X-Request-Id", requestId).send();
        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly(requestId);
        return answer;
    }

    Answer send() {
        try {
            HttpResponse<String> response =
                    CLIENT.send(request.method(method, body).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
