package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.servers.Servers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** SIGTERM in the middle of a rush: who asked is answered, and nobody has an order that was not answered. */
class StoppingIT {
    private static final int CLIENTS = 64;
    private static final int BEFORE = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final AtomicInteger buyers = new AtomicInteger();
    private final Set<String> placed = ConcurrentHashMap.newKeySet();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final CountDownLatch clientsDone = new CountDownLatch(CLIENTS);

    @Test
    void everyRequestIsAnsweredAndTheProgramEndsInTime() throws Exception {
        try (Cluster cluster = Cluster.of(1, Servers.shared().newRedis())) {
            Node node = cluster.node(0);
            assertThat(node.process().lastLines(1_000)).as("it is ready").contains(" orders rehearsed");
            String sale = cluster.openSale(1_000_000, 1);
            for (int i = 0; i < CLIENTS; i++) {
                Thread client = new Thread(() -> buyUntilSentElsewhere(node, sale), "client-" + i);
                client.setDaemon(true);
                client.start();
            }
            Cluster.await(Duration.ofSeconds(60), () -> placed.size() >= BEFORE);

            long toldAt = System.nanoTime();
            node.process().terminate();
            Cluster.await(Duration.ofSeconds(5), () -> !node.isReady());
            int status = node.process().onExit().get(30, TimeUnit.SECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - toldAt);
            assertThat(clientsDone.await(30, TimeUnit.SECONDS)).isTrue();

            System.out.println("[stopping] " + statuses + ", ended after " + took.toMillis() + " ms");
            assertThat(took).isLessThan(LIMIT);
            assertThat(status).as("ended by the signal").isEqualTo(128 + 15);
            assertThat(unanswered).isEmpty();
            assertThat(statuses).containsOnlyKeys(201, 503);
            assertThat(statuses)
                    .hasEntrySatisfying(503, sent -> assertThat(sent.sum()).isEqualTo(CLIENTS));
            assertThat(cluster.orders(sale).values()).containsExactlyInAnyOrderElementsOf(placed);
            assertThat(cluster.desk(sale)).as("the desk was given up").isEmpty();
        }
    }

    @Test
    void withoutDatabaseAndRedisItEndsInTimeTooAndOrdersInABatchAreAnswered() throws Exception {
        try (Cluster cluster = Cluster.of(1, Servers.shared().newRedis())) {
            Node node = cluster.node(0);
            String sale = cluster.openSale(1_000_000, 1);
            for (int i = 0; i < CLIENTS; i++) {
                Thread client = new Thread(() -> buyUntilSentElsewhere(node, sale), "client-" + i);
                client.setDaemon(true);
                client.start();
            }
            Cluster.await(Duration.ofSeconds(60), () -> placed.size() >= BEFORE);
            node.database().stall();
            cluster.redis().pause();

            long toldAt = System.nanoTime();
            node.process().terminate();
            node.process().onExit().get(30, TimeUnit.SECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - toldAt);
            cluster.redis().resume();
            assertThat(clientsDone.await(30, TimeUnit.SECONDS)).isTrue();

            System.out.println("[stopping] cut off: " + statuses + ", ended after " + took.toMillis() + " ms");
            assertThat(took).isLessThan(LIMIT);
            assertThat(unanswered).isEmpty();
            assertThat(statuses).containsOnlyKeys(201, 503);
        }
    }

    /** A busy answer ends the connection too; the next attempt belongs to another node, as a load balancer has it. */
    private void buyUntilSentElsewhere(Node node, String sale) {
        try {
            int status = 0;
            while (status != 503) {
                HttpResponse<String> answer = http.send(order(node, sale), BodyHandlers.ofString());
                status = answer.statusCode();
                statuses.computeIfAbsent(answer.statusCode(), code -> new LongAdder())
                        .increment();
                if (answer.statusCode() == 201) {
                    placed.add(Cluster.JSON.readTree(answer.body()).get("id").asString());
                }
            }
        } catch (IOException e) {
            unanswered.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clientsDone.countDown();
        }
    }

    private HttpRequest order(Node node, String sale) {
        return HttpRequest.newBuilder(node.uri("/api/sales/" + sale + "/orders"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + Passes.of("buyer-" + buyers.incrementAndGet(), "buyer"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-1")
                .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1}"))
                .build();
    }
}
