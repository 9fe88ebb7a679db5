package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.process.GuardedProcess;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.Servers;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What two talkative nodes log as JSON: the whole way of an order, and neither a secret nor a token. */
class LogsIT {
    private static final String REDIS_PASSWORD = "Marked-Redis-Password-5Kw";
    private static final String NODE_SECRET = "the nodes of these tests share this secret";
    private static final String[] LOUD = {
        "--logging.structured.format.console=ecs",
        "--logging.level.io.seckill=trace",
        "--logging.level.org.springframework.security=debug",
        "--logging.level.org.springframework.web=debug",
        "--logging.level.org.springframework.boot=debug",
        "--logging.level.com.zaxxer.hikari=debug",
        "--logging.level.org.flywaydb=debug",
        "--logging.level.org.mybatis=debug",
        "--logging.level.org.redisson=debug"
    };

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Cluster cluster;

    @BeforeAll
    static void start() throws IOException {
        RedisServer redis = Servers.shared().newRedis();
        askForPassword(redis);
        List<String> settings = new ArrayList<>(List.of(LOUD));
        settings.add("--spring.redis.redisson.config=singleServerConfig:\n  address: " + redis.address()
                + "\n  password: " + REDIS_PASSWORD);
        cluster =
                Cluster.of(2, new MarkedDatabase(Servers.shared().database()), redis, settings.toArray(String[]::new));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void anOrderIsFollowedByItsIdFromTheNodeThatTookItToTheDeskAndBack() {
        String sale = cluster.openSale(10, 1);
        buy(cluster.node(0), sale, "first", "first-request");
        Node desk = cluster.awaitDesk(sale);
        Node other = cluster.other(desk);

        String id = Cluster.JSON
                .readTree(buy(other, sale, "alice", "walk-1").body())
                .get("id")
                .asString();

        String order = "order " + id + " of sale " + sale;
        JsonNode arrival = line(other, order + " comes to this node");
        assertThat(labels(arrival)).isEqualTo(Map.of("request", "walk-1", "sale", sale));
        line(other, order + " is handed over to process ");
        line(desk, order + " is received from process ");
        line(desk, order + " is drawn into a batch of ");
        line(desk, order + " is decided by its batch: Placed");
        line(other, order + " is answered: Placed");
        JsonNode answer = lines(other).stream()
                .filter(line -> labels(line).containsValue("walk-1"))
                .filter(line -> line.path("message").asString().startsWith("Answered 201 after"))
                .findFirst()
                .orElseThrow();
        assertThat(labels(answer)).isEqualTo(Map.of("request", "walk-1", "sale", sale, "order", id));
    }

    @Test
    void aRefusedRequestIsFollowedByTheIdThatItsOrderWouldHaveHad() {
        String sale = cluster.openSale(10, 1);
        buy(cluster.node(0), sale, "first", "first-request");
        Node desk = cluster.awaitDesk(sale);
        Node other = cluster.other(desk);
        buy(other, sale, "bob", "once");

        assertThat(buy(other, sale, "bob", "twice").body()).contains("LIMIT_REACHED");

        String arrival = lines(other).stream()
                .filter(line -> labels(line).containsValue("twice"))
                .map(line -> line.path("message").asString())
                .filter(message -> message.endsWith("comes to this node"))
                .findFirst()
                .orElseThrow();
        line(desk, arrival.replace("comes to this node", "is decided by its batch: LimitReached"));
    }

    @Test
    void neitherALogNorAnAnswerHoldsASecretOrAToken() {
        String sale = cluster.openSale(10, 1);
        Node node = cluster.node(0);
        String good = Passes.of("carol", "buyer");
        String forged =
                good.substring(0, good.lastIndexOf('.')) + ".Rm9yZ2VkLVNpZ25hdHVyZS0xMjM0NTY3ODkwMTIzNDU2Nzg5MA";
        List<HttpResponse<String>> answers = new ArrayList<>();
        answers.add(buy(node, sale, "carol", good, "good", "k1"));
        answers.add(buy(node, sale, "carol", good, "again", "k1"));
        answers.add(buy(node, sale, "carol", forged, "forged", "k2"));
        answers.add(buy(node, sale, "carol", good.replace(".", "!"), "odd", "k3"));
        answers.add(buy(node, sale, "carol", Passes.of("operator", "admin"), "wrong-role", "k4"));
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(201, 200, 401, 401, 403);
        String issued = Cluster.JSON
                .readTree(send(HttpRequest.newBuilder(node.uri("/api/demo/tokens"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"subject\":\"dave\",\"roles\":[\"buyer\"]}")))
                        .body())
                .get("token")
                .asString();
        answers.add(buy(node, sale, "dave", issued, "issued", "k5"));
        line(node, "Answered 201"); // the log has come as far as this
        Cluster.await(Duration.ofSeconds(10), () -> log(node).contains("\"request\":\"issued\""));

        List<String> secrets = new ArrayList<>(
                List.of(MarkedDatabase.PASSWORD, REDIS_PASSWORD, NODE_SECRET, Passes.SECRET, good, forged, issued));
        for (String token : List.of(good, forged, issued)) {
            secrets.add(beginning(token.substring(token.indexOf('.') + 1)));
            secrets.add(beginning(token.substring(token.lastIndexOf('.') + 1)));
        }
        for (Node one : cluster.nodes()) {
            assertHoldsNone(log(one), secrets);
        }
        answers.forEach(answer -> assertHoldsNone(answer.body() + answer.headers(), secrets));
    }

    /** Long lines are cut, and half a token is too much. */
    private static String beginning(String part) {
        return part.substring(0, 20);
    }

    static Stream<List<String>> wrongSettings() {
        String database = "--spring.datasource.url=jdbc:mysql://127.0.0.1:1/";
        String demo = "--seckill.demo.enabled=true";
        return Stream.of(
                List.of(
                        "cannot be used",
                        database + "none?password=Marked-Wrong",
                        "--spring.datasource.password=Marked-Wrong",
                        "--spring.data.redis.url=redis://me:Marked-Wrong@127.0.0.1:1",
                        demo),
                List.of(
                        "before the host",
                        "--spring.datasource.url=jdbc:mysql://me:Marked-Wrong@127.0.0.1:1/none",
                        demo),
                List.of("Redis", database, demo, "--spring.data.redis.url=redis://:Marked-Wrong@no host:6379"),
                List.of(
                        "Redis",
                        database,
                        demo,
                        "--spring.redis.redisson.config=singleServerConfig:\n  pass: Marked-Wrong"),
                List.of("seckill.node.secret", database, demo, "--seckill.node.secret=Marked-Wrong"),
                List.of("seckill.demo.secret", database, demo, "--seckill.demo.secret=Marked-Wrong"));
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void aFailedStartTellsNoSecret(List<String> wrong, @TempDir Path folder) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "seckill.jar").toAbsolutePath().toString(),
                "--server.port=0"));
        command.addAll(List.of(LOUD));
        command.addAll(wrong.subList(1, wrong.size()));
        try (GuardedProcess process = GuardedProcess.start("wrong", folder, Map.of(), command)) {
            assertThat(process.onExit().get(60, TimeUnit.SECONDS)).isEqualTo(1);
        }
        String log = Files.readString(folder.resolve("wrong.log"));
        assertThat(log).contains("The program cannot start").contains(wrong.get(0));
        assertHoldsNone(log, List.of("Marked-Wrong"));
    }

    /** Says where, not the whole text. */
    private static void assertHoldsNone(String text, List<String> secrets) {
        List<String> leaks = text.lines()
                .filter(line -> secrets.stream().anyMatch(line::contains))
                .map(line -> line.substring(0, Math.min(500, line.length())))
                .toList();
        assertThat(leaks).isEmpty();
    }

    private static HttpResponse<String> buy(Node node, String sale, String buyer, String requestId) {
        return buy(node, sale, buyer, Passes.of(buyer, "buyer"), requestId, requestId);
    }

    private static HttpResponse<String> buy(
            Node node, String sale, String buyer, String token, String requestId, String key) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(node.uri("/api/sales/" + sale + "/orders"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("X-Request-Id", requestId)
                .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1}")));
        assertThat(answer.headers().firstValue("X-Request-Id")).as(buyer).contains(requestId);
        return answer;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The first line that begins so; the node may be about to write it. */
    private static JsonNode line(Node node, String beginning) {
        Cluster.await(Duration.ofSeconds(10), () -> log(node).contains(beginning));
        return lines(node).stream()
                .filter(line -> line.path("message").asString().startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    /** All whole lines, each of which has to be a JSON object. */
    private static List<JsonNode> lines(Node node) {
        String log = log(node);
        return log.substring(0, log.lastIndexOf("}") + 1)
                .lines()
                .map(Cluster.JSON::readTree)
                .toList();
    }

    private static Map<String, String> labels(JsonNode line) {
        Map<String, String> labels = new HashMap<>();
        line.path("labels").forEachEntry((name, value) -> labels.put(name, value.asString()));
        return labels;
    }

    private static String log(Node node) {
        return node.process().lastLines(Integer.MAX_VALUE);
    }

    private static void askForPassword(RedisServer redis) throws IOException {
        try (Socket socket = new Socket(redis.host(), redis.port())) {
            socket.getOutputStream()
                    .write(("CONFIG SET requirepass " + REDIS_PASSWORD + "\r\n").getBytes(StandardCharsets.UTF_8));
            byte[] answer = socket.getInputStream().readNBytes(3);
            assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("+OK");
        }
    }
}
