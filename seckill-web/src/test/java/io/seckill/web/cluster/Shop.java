package io.seckill.web.cluster;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Single calls of buyers, operators and the payment gateway, and what they are answered. */
final class Shop {
    static final String PAYMENT_SECRET = "the gateway of these tests signs with this";
    /** What nodes need that are paid, by the sandbox's refunds and by this class's notifications. */
    static final String[] PAYING = {
        "--seckill.payment.secret=" + PAYMENT_SECRET, "--seckill.payment.sandbox.enabled=true"
    };

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** What somebody was told. */
    record Answer(String buyer, int status, JsonNode body) {
        String text(String field) {
            return body.path(field).asString("");
        }

        /** Of an order that was placed, or why it was not. */
        String word() {
            return status == 201 ? "placed" : text("code");
        }
    }

    Answer place(Node node, String sale, String buyer, String key) {
        return send(
                buyer,
                post(node.uri("/api/sales/" + sale + "/orders"), buyer, "buyer", "{\"quantity\":1}")
                        .header("Idempotency-Key", key));
    }

    Answer cancel(Node node, String order, String buyer) {
        return send(buyer, post(node.uri("/api/orders/" + order + "/cancel"), buyer, "buyer", ""));
    }

    Answer order(Node node, String order, String buyer) {
        return send(
                buyer,
                HttpRequest.newBuilder(node.uri("/api/orders/" + order))
                        .header("Authorization", "Bearer " + Passes.of(buyer, "buyer")));
    }

    /** Pauses, resumes or closes. */
    Answer turn(Node node, String sale, String to) {
        return send("operator", post(node.uri("/api/admin/sales/" + sale + "/" + to), "operator", "admin", ""));
    }

    Answer restock(Node node, String sale, int delta) {
        return send(
                "operator",
                post(
                                node.uri("/api/admin/sales/" + sale + "/restock"),
                                "operator",
                                "admin",
                                "{\"delta\":" + delta + "}")
                        .header("Idempotency-Key", UUID.randomUUID().toString()));
    }

    /** The gateway tells that it took 9.90 CNY for the order. */
    Answer paid(Node node, String payment, String order) {
        return send("gateway", notification(node, payment, order));
    }

    /** As {@link #paid}, without waiting for the answer. */
    void tellPaid(Node node, String payment, String order) {
        var unused = http.sendAsync(notification(node, payment, order).build(), BodyHandlers.discarding());
    }

    private static HttpRequest.Builder notification(Node node, String payment, String order) {
        String body = """
                {"type":"payment.succeeded","paymentId":"%s","orderId":"%s","amount":990,"currency":"CNY"}""".formatted(payment, order);
        long now = Instant.now().getEpochSecond();
        return HttpRequest.newBuilder(node.uri("/api/payments/notifications"))
                .header("Content-Type", "application/json")
                .header("X-Signature", "t=" + now + ",v1=" + mac(now + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder post(URI uri, String subject, String role, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + Passes.of(subject, role));
        return body.isEmpty()
                ? request.POST(HttpRequest.BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** The sum of the meter's series that have all of the labels. */
    double metric(Node node, String name, String... labels) {
        String scrape = call(HttpRequest.newBuilder(node.uri("/actuator/prometheus"))
                        .header("Authorization", "Bearer " + Passes.of("operator", "admin")))
                .body();
        return scrape.lines()
                .filter(line ->
                        line.startsWith(name + "{") && Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Answer send(String who, HttpRequest.Builder request) {
        HttpResponse<String> response = call(request);
        String body = response.body().isEmpty() ? "{}" : response.body();
        return new Answer(who, response.statusCode(), Cluster.JSON.readTree(body));
    }

    private HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return http.sendAsync(request.build(), BodyHandlers.ofString()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(PAYMENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
