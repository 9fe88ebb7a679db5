package io.seckill.web.start;

import io.seckill.web.OwnAddress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Calls the program over HTTP before it is ready: what everybody may read, and orders that are turned away at the door. A
 * well-formed token of nobody makes the program fetch its issuer's keys now, and not while the first buyer waits.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // while orders are rehearsed; those are waited for after it
final class HttpWarmUp implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(HttpWarmUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Of the time for warming up: the rest goes to the orders. */
    private static final int SHARE = 3;

    private final Environment settings;
    private final OwnAddress program;

    HttpWarmUp(Environment settings, OwnAddress program) {
        this.settings = settings;
        this.program = program;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Duration time = settings.getProperty("seckill.warm-up.within", Duration.class, Duration.ofMillis(500))
                .dividedBy(SHARE);
        if (time.isZero() || program.isSecured()) {
            return;
        }
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        long end = System.nanoTime() + time.toNanos();
        try {
            call(
                    http,
                    order().header("Authorization", "Bearer " + tokenOfNobody()).build());
            while (System.nanoTime() - end < 0) {
                for (HttpRequest request : List.of(
                        request("/api/time").build(), request("/api/sales").build(), order().build())) {
                    call(http, request);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the program was not warmed up over HTTP: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void call(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        http.send(request, BodyHandlers.discarding());
    }

    private HttpRequest.Builder order() {
        return request("/api/sales/none/orders")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "warm-up")
                .POST(BodyPublishers.ofString("{\"quantity\":1}"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(program.uri().resolve(path)).timeout(PATIENCE);
    }

    private static String tokenOfNobody() {
        return encoded("{\"alg\":\"RS256\",\"kid\":\"warm-up\"}") + "." + encoded("{\"sub\":\"nobody\"}") + "."
                + encoded("no signature");
    }

    private static String encoded(String part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }
}
