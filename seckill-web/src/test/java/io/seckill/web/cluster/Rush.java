package io.seckill.web.cluster;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A crowd that buys, so many at a time, as clients should: an attempt that is busy, of unknown outcome or without an answer
 * is made again with the same key, on the next node. A node that did not answer is passed over for some seconds, as a
 * load balancer would.
 */
final class Rush implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(4);
    /** A request's own timeout ends with the answer's head (JDK-8208693); a node may be frozen between head and body. */
    private static final Duration NO_ANSWER = ANSWER.plusSeconds(2);

    private static final long PASSED_OVER = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** One intent to buy, and the node that is asked first. */
    record Want(String buyer, String key, int quantity, Node first) {}

    /** What a want was told in the end; code is empty for an order. */
    record Told(Want want, int status, String code, String orderId, Node by) {
        boolean bought() {
            return code.isEmpty();
        }
    }

    private final Cluster cluster;
    private final String sale;
    private final Queue<Want> wants;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final Map<String, Want> placed = new ConcurrentHashMap<>();
    private final Map<Node, Long> silentSince = new ConcurrentHashMap<>();
    private final AtomicInteger retries = new AtomicInteger();
    private final CountDownLatch done;
    private volatile boolean stopped;
    private volatile long longestSilence;
    private volatile long lastBought = System.nanoTime();

    Rush(Cluster cluster, String sale, Collection<Want> wants, int atATime) {
        this.cluster = cluster;
        this.sale = sale;
        this.wants = new ConcurrentLinkedQueue<>(wants);
        this.done = new CountDownLatch(atATime);
        for (int i = 0; i < atATime; i++) {
            Thread thread = new Thread(this::buy, "buyer-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Wants of different buyers, spread evenly over the nodes. */
    static List<Want> buyers(Cluster cluster, int count, int quantity) {
        List<Want> wants = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            wants.add(new Want(
                    "buyer-" + i,
                    "key-1",
                    quantity,
                    cluster.node(i % cluster.nodes().size())));
        }
        return wants;
    }

    /** Asks no further; what is under way is waited for. */
    Rush stop() {
        stopped = true;
        return join();
    }

    Rush join() {
        try {
            if (!done.await(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the rush did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return this;
    }

    Collection<Told> told() {
        return told;
    }

    /** Ids of all orders that were answered with 201. */
    Map<String, Want> placed() {
        return placed;
    }

    /** Answers that no buyer should get. */
    Collection<String> unexpected() {
        return unexpected;
    }

    int retries() {
        return retries.get();
    }

    /** The longest time between two orders that were answered as bought, since the last call. */
    Duration longestSilence() {
        long longest = longestSilence;
        longestSilence = 0;
        return Duration.ofNanos(longest);
    }

    Map<String, Long> codes() {
        return told.stream()
                .collect(Collectors.groupingBy(one -> one.bought() ? "BOUGHT" : one.code(), Collectors.counting()));
    }

    private void buy() {
        for (Want want = wants.poll(); want != null && !stopped; want = wants.poll()) {
            told.add(settle(want));
        }
        done.countDown();
    }

    private Told settle(Want want) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int next = cluster.nodes().indexOf(want.first());
        while (true) {
            Node node = choose(next);
            Told answer = ask(want, node);
            if (answer != null) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                return new Told(want, 0, "GAVE_UP", "", node);
            }
            retries.incrementAndGet();
            next++;
            LockSupport.parkNanos(PAUSE);
        }
    }

    private Node choose(int first) {
        int size = cluster.nodes().size();
        for (int i = 0; i < size; i++) {
            Node node = cluster.node((first + i) % size);
            Long since = silentSince.get(node);
            if (since == null || System.nanoTime() - since > PASSED_OVER) {
                return node;
            }
        }
        return cluster.node(first % size);
    }

    private @Nullable Told ask(Want want, Node node) {
        HttpRequest request = HttpRequest.newBuilder(node.uri("/api/sales/" + sale + "/orders"))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + Passes.of(want.buyer(), "buyer"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", want.key())
                .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":" + want.quantity() + "}"))
                .build();
        try {
            return read(
                    want,
                    node,
                    http.sendAsync(request, BodyHandlers.ofString()).get(NO_ANSWER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            silentSince.put(node, System.nanoTime());
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Told(want, 0, "INTERRUPTED", "", node);
        }
    }

    private @Nullable Told read(Want want, Node node, HttpResponse<String> response) {
        JsonNode body = Cluster.JSON.readTree(response.body());
        int status = response.statusCode();
        if (status == 201 || status == 200) {
            String id = body.get("id").asString();
            if (status == 201 && placed.put(id, want) != null) {
                unexpected.add("201 twice for order " + id);
            }
            bought();
            return new Told(want, status, "", id, node);
        }
        String code = body.has("code") ? body.get("code").asString() : "none";
        if (code.equals("BUSY") || code.equals("OUTCOME_UNKNOWN")) {
            return null;
        }
        if (status != 409) {
            unexpected.add(status + " " + response.body());
        }
        return new Told(want, status, code, "", node);
    }

    private synchronized void bought() {
        long now = System.nanoTime();
        longestSilence = Math.max(longestSilence, now - lastBought);
        lastBought = now;
    }

    @Override
    public void close() {
        stopped = true;
    }
}
