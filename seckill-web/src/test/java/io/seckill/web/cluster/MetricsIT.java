package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.servers.Servers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/metrics.md says of the meters is what running programs serve. */
class MetricsIT {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `(seckill_\\w+)` \\| (gauge|counter|histogram) \\| (\\w*) ?\\| (.*?) ?\\| .+ \\|");
    private static final Pattern SERIES = Pattern.compile("(seckill_\\w+?)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("`([^`]+)`");
    private static final int STOCK = 200;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int OPERATORS_PORT = FreePort.find();

    private static Cluster cluster;
    private static String sale;
    private static final List<String> SCRAPES = new ArrayList<>();
    private static final List<String> LOCKS = new ArrayList<>();

    @BeforeAll
    static void sell() throws Exception {
        cluster = Cluster.of(2, Servers.shared().newRedis());
        sale = cluster.openSale(STOCK, 1);
        Rush rush = new Rush(cluster, sale, Rush.buyers(cluster, 2 * STOCK, 1), 32).join();
        RushChecks.check(cluster, sale, STOCK, rush);
        for (Node node : cluster.nodes()) {
            HttpResponse<String> scrape = get(node.uri("/actuator/prometheus"), Passes.of("prometheus", "monitor"));
            assertThat(scrape.statusCode()).isEqualTo(200);
            SCRAPES.add(scrape.body());
            HttpResponse<String> locks = get(node.uri("/actuator/locks"), Passes.of("operator", "admin"));
            assertThat(locks.statusCode()).isEqualTo(200);
            LOCKS.add(locks.body());
        }
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    /** A meter of the page. */
    private record Documented(String type, String unit, Set<String> labels) {}

    @Test
    void everyMeterIsOnThePageWithItsTypeAndLabels() throws IOException {
        Map<String, Documented> page = page();
        Map<String, Set<String>> served = new TreeMap<>();
        for (String scrape : SCRAPES) {
            series(scrape).forEach((name, labels) -> served.computeIfAbsent(name, any -> new TreeSet<>())
                    .addAll(labels.keySet()));
        }
        assertThat(served.keySet()).isEqualTo(page.keySet());
        page.forEach((name, documented) -> {
            assertThat(served.get(name)).as(name).isEqualTo(documented.labels());
            assertThat(SCRAPES.get(0) + SCRAPES.get(1))
                    .contains("# TYPE " + name.replaceAll("_total$", "") + (name.endsWith("_total") ? "_total " : " ")
                            + documented.type());
            if (!documented.unit().isEmpty() && Set.of("seconds", "orders").contains(documented.unit())) {
                assertThat(name.replaceAll("_total$", "")).endsWith("_" + documented.unit());
            }
        });
    }

    @Test
    void everyValueOfALabelIsOnThePage() throws IOException {
        Set<String> words = new TreeSet<>();
        Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("- "))
                .flatMap(line -> WORD.matcher(line).results())
                .forEach(word -> words.add(word.group(1)));
        Set<String> values = new TreeSet<>();
        for (String scrape : SCRAPES) {
            series(scrape)
                    .values()
                    .forEach(labels -> labels.forEach((label, found) -> {
                        if (label.equals("sale")) {
                            assertThat(found).containsExactly(sale);
                        } else {
                            values.addAll(found);
                        }
                    }));
        }
        assertThat(words).containsAll(values);
    }

    @Test
    void theyCountWhatHappened() {
        assertThat(sum("seckill_orders_seconds_count", "outcome=\"placed\"")).isEqualTo(STOCK);
        assertThat(sum("seckill_orders_seconds_count", "code=\"SOLD_OUT\"")).isEqualTo(STOCK);
        assertThat(sum("seckill_desk_since_seconds", "sale=\"" + sale + "\"")).isGreaterThan(1.7e9);
        assertThat(sum("seckill_elections_total", "")).isGreaterThanOrEqualTo(1);
        assertThat(sum("seckill_batch_size_orders_sum", "")).isGreaterThanOrEqualTo(STOCK);
        assertThat(sum("seckill_bundle_size_orders_sum", "result=\"answered\"")).isPositive();
        assertThat(sum("seckill_batch_commit_seconds_count", "mode=\"desk\",result=\"decided\""))
                .isPositive();
        assertThat(sum("seckill_order_wait_seconds_count", "")).isGreaterThanOrEqualTo(STOCK);
        assertThat(sum("seckill_queue_depth_orders", "")).isZero();
        assertThat(sum("seckill_redis_up", "")).isEqualTo(2);
        assertThat(sum("seckill_lock_wait_seconds_count", "lock=\"sale-desk:*\",outcome=\"acquired\""))
                .isEqualTo(sum("seckill_elections_total", ""));
        assertThat(sum("seckill_lock_lost_leases_total", "")).isZero();
        assertThat(sum("seckill_publishing_failures_total", "")).isZero();
        assertThat(sum("seckill_audits_total", "result=\"violated\"")).isZero();
        assertThat(sum("seckill_sales_inconsistent", "")).isZero();
    }

    @Test
    void theDesksLeaseIsListedOnItsNode() {
        assertThat(LOCKS)
                .filteredOn(locks -> locks.contains("\"name\":\"sale-desk:" + sale + "\""))
                .singleElement(InstanceOfAssertFactories.STRING)
                .matches("\\{\"held\":[1-3],.*") // the node's, with what is done on one node
                .contains("\"since\":\"20", "\"heldFor\":\"PT", "io.seckill.core.desk.Election");
    }

    @Test
    void theLeasesAreForTheRoleAdminAlone() throws Exception {
        URI locks = cluster.node(0).uri("/actuator/locks");
        assertThat(get(locks, "").statusCode()).isEqualTo(401);
        assertThat(get(locks, Passes.of("alice", "buyer")).statusCode()).isEqualTo(403);
        assertThat(get(locks, Passes.of("prometheus", "monitor")).statusCode()).isEqualTo(403);
    }

    @Test
    void buyersAndStrangersDoNotSeeThem() throws Exception {
        URI metrics = cluster.node(0).uri("/actuator/prometheus");
        assertThat(get(metrics, "").statusCode()).isEqualTo(401);
        assertThat(get(metrics, Passes.of("alice", "buyer")).statusCode()).isEqualTo(403);
        assertThat(get(metrics, Passes.of("operator", "admin")).statusCode()).isEqualTo(200);
    }

    @Test
    void atAPortForOperatorsTheMetricsAreOpenAndNothingElseIs() throws Exception {
        try (Cluster alone = Cluster.of(1, Servers.shared().newRedis(), "--management.server.port=" + OPERATORS_PORT)) {
            String port = "http://127.0.0.1:" + OPERATORS_PORT;
            assertThat(get(URI.create(port + "/actuator/prometheus"), "").body())
                    .contains("seckill_orders");
            assertThat(get(URI.create(port + "/actuator/env"), "").statusCode()).isIn(401, 404);
            assertThat(get(URI.create(port + "/actuator/locks"), "").statusCode())
                    .isEqualTo(401);
            assertThat(get(alone.node(0).uri("/actuator/prometheus"), "").statusCode())
                    .isEqualTo(401);
        }
    }

    private static Map<String, Documented> page() throws IOException {
        Map<String, Documented> page = new TreeMap<>();
        try (Stream<String> lines = Files.lines(PAGE)) {
            lines.map(ROW::matcher).filter(Matcher::matches).forEach(row -> {
                Set<String> labels = new TreeSet<>();
                WORD.matcher(row.group(4)).results().forEach(label -> labels.add(label.group(1)));
                page.put(row.group(1), new Documented(row.group(2), row.group(3), labels));
            });
        }
        return page;
    }

    /** The meters of a scrape, with the values of their labels; the parts of a histogram are one meter. */
    private static Map<String, Map<String, Set<String>>> series(String scrape) {
        Map<String, Map<String, Set<String>>> found = new TreeMap<>();
        scrape.lines().map(SERIES::matcher).filter(Matcher::matches).forEach(line -> {
            String name = line.group(1).replaceAll("_(bucket|count|sum|max)$", "");
            Map<String, Set<String>> labels = found.computeIfAbsent(name, any -> new TreeMap<>());
            if (line.group(2) != null) {
                LABEL.matcher(line.group(2))
                        .results()
                        .filter(label -> !label.group(1).equals("le"))
                        .forEach(label -> labels.computeIfAbsent(label.group(1), any -> new TreeSet<>())
                                .add(label.group(2)));
            }
        });
        return found;
    }

    private static double sum(String name, String labels) {
        return SCRAPES.stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static HttpResponse<String> get(URI uri, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
