package io.seckill.testkit.demo;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The sale that the demo opens. */
final class SampleSale {
    static final int UNITS = 100;
    static final int LIMIT = 2;
    private static final Duration LENGTH = Duration.ofDays(1);

    private SampleSale() {}

    /**
     * Opens it, as an operator.
     *
     * @return its id
     * @throws IllegalStateException if the program refuses
     */
    static String open(URI address, Instant now) {
        Http http = new Http(address);
        String token =
                http.post("/api/demo/tokens", Map.of(), "{\"subject\":\"olivia\",\"roles\":[\"admin\"]}", "token");
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token, "Idempotency-Key", "sample-sale");
        return http.post("/api/admin/sales", headers, json(now.truncatedTo(ChronoUnit.SECONDS)), "id");
    }

    private static String json(Instant opensAt) {
        return """
                {"title":"Sneakers, first edition","price":12900,"currency":"EUR","total":%d,"limitPerBuyer":%d,\
                "opensAt":"%s","closesAt":"%s","payWithin":"PT15M"}""".formatted(UNITS, LIMIT, opensAt, opensAt.plus(LENGTH));
    }
}
