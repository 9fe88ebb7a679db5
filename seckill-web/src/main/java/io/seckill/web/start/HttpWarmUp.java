package io.seckill.web.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
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
    private static final Set<String> ANY = Set.of("", "0.0.0.0", "::", "0:0:0:0:0:0:0:0");
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Of the time for warming up: the rest goes to the orders. */
    private static final int SHARE = 3;

    private final Environment settings;

    HttpWarmUp(Environment settings) {
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Duration time = settings.getProperty("seckill.warm-up.within", Duration.class, Duration.ofMillis(500))
                .dividedBy(SHARE);
        if (time.isZero() || isSecured()) {
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

    /** Its certificate is for other names than this machine's loopback. */
    private boolean isSecured() {
        return settings.getProperty(
                "server.ssl.enabled", Boolean.class, settings.containsProperty("server.ssl.bundle"));
    }

    private HttpRequest.Builder order() {
        return request("/api/sales/none/orders")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "warm-up")
                .POST(BodyPublishers.ofString("{\"quantity\":1}"));
    }

    private HttpRequest.Builder request(String path) {
        String address = settings.getProperty("server.address", "127.0.0.1");
        String host = ANY.contains(address) ? "127.0.0.1" : address.contains(":") ? "[" + address + "]" : address;
        String port = settings.getProperty("local.server.port", "8080");
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
                .timeout(PATIENCE);
    }

    private static String tokenOfNobody() {
        return encoded("{\"alg\":\"RS256\",\"kid\":\"warm-up\"}") + "." + encoded("{\"sub\":\"nobody\"}") + "."
                + encoded("no signature");
    }

    private static String encoded(String part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }
}
