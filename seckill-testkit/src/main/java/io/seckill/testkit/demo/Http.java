package io.seckill.testkit.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls the program. */
final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI address;

    Http(URI address) {
        this.address = address;
    }

    /** Whether a GET is answered with 200. */
    boolean answers(String path) {
        try {
            return send(request(path).GET()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /**
     * Posts JSON.
     *
     * @param field the text field wanted from the answer
     * @return the field's value
     * @throws IllegalStateException if the answer is no success, or has no such field
     */
    String post(String path, Map<String, String> headers, String json, String field) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = send(request);
            Matcher value =
                    Pattern.compile("\"" + field + "\"\\s*:\\s*\"([^\"]+)\"").matcher(answer.body());
            if (answer.statusCode() / 100 != 2 || !value.find()) {
                throw new IllegalStateException("the program answered POST " + path + " with " + answer.statusCode()
                        + " and not with a " + field + ": " + answer.body());
            }
            return value.group(1);
        } catch (IOException e) {
            throw new IllegalStateException("the program did not answer POST " + path + ": " + e, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
