package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.servers.Servers;
import io.seckill.web.cluster.Shop.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes and units that come back: cancelled, expired, restocked; and a sale that is paused while it sells. */
class UnitsComeBackIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static Cluster cluster;
    private final Shop shop = new Shop();
    private final AtomicInteger buyers = new AtomicInteger();

    @BeforeAll
    static void start() {
        cluster = Cluster.of(2, Servers.shared().newRedis(), Shop.PAYING);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void aCancelledUnitIsSoldAgainOnceOnWhicheverNode() {
        String sale = cluster.openSale(2, 1);
        Answer first = place(cluster.node(0), sale);
        assertThat(first.status()).isEqualTo(201);
        assertThat(place(cluster.node(1), sale).status()).isEqualTo(201);
        cluster.nodes().forEach(node -> awaitMark(node, sale));

        Answer cancelled = shop.cancel(cluster.node(0), first.text("id"), first.buyer());
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
        Instant at = Instant.now();
        awaitPlaced(cluster.node(1), sale);
        System.out.println("[units back] a mark on the other node was dropped "
                + Duration.between(at, Instant.now()).toMillis() + " ms after a cancel");

        assertThat(place(cluster.node(0), sale).word()).isEqualTo("SOLD_OUT");
        assertThat(shop.cancel(cluster.node(1), first.text("id"), first.buyer()).status())
                .as("a second cancel")
                .isEqualTo(200);
        assertThat(place(cluster.node(1), sale).word()).isEqualTo("SOLD_OUT");
        cluster.checkLaws(sale, 2);
    }

    @Test
    void unitsOfOrdersThatWereNotPaidInTimeAreSoldAgainExactly() {
        Duration payWithin = Duration.ofSeconds(4);
        String sale = cluster.openSale(20, 1, payWithin);
        List<Answer> placed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            placed.add(place(cluster.node(i % 2), sale));
        }
        assertThat(placed).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        Answer paid = placed.get(0);
        assertThat(shop.paid(cluster.node(1), "payment-" + paid.text("id"), paid.text("id"))
                        .status())
                .isBetween(200, 299);
        assertThat(place(cluster.node(0), sale).word()).isEqualTo("SOLD_OUT");
        Instant due = Instant.parse(placed.get(19).text("payBy"));

        Cluster.await(LIMIT, () -> cluster.sold(sale) == 1);
        System.out.println("[units back] the last of 19 expired orders' units were back "
                + Duration.between(due, Instant.now()).toMillis() + " ms after its payBy");

        awaitPlaced(cluster.node(0), sale);
        awaitPlaced(cluster.node(1), sale);
        int sold = 3;
        while (place(cluster.node(sold % 2), sale).status() == 201) {
            sold++;
        }
        assertThat(sold).isEqualTo(20);
        assertThat(shop.order(cluster.node(0), paid.text("id"), paid.buyer()).text("status"))
                .isEqualTo("PAID");
        Answer late = placed.get(1);
        assertThat(shop.paid(cluster.node(0), "payment-" + late.text("id"), late.text("id"))
                        .status())
                .isBetween(200, 299);
        Cluster.await(LIMIT, () -> shop.order(cluster.node(1), late.text("id"), late.buyer())
                .text("status")
                .equals("REFUNDED"));
        cluster.checkLaws(sale, 20);
    }

    @Test
    void afterAPauseIsAnsweredNothingIsSoldUntilTheSaleIsResumed() throws Exception {
        String sale = cluster.openSale(1_000_000, 1);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger placed = new AtomicInteger();
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Node node = cluster.node(i % 2);
            Thread buyer = new Thread(() -> {
                while (!over.get()) {
                    Answer answer = place(node, sale);
                    assertThat(answer.word()).isIn("placed", "NOT_OPEN");
                    placed.addAndGet(answer.status() == 201 ? 1 : 0);
                }
            });
            buyer.start();
            crowd.add(buyer);
        }
        Cluster.await(LIMIT, () -> placed.get() > 100);

        assertThat(shop.turn(cluster.node(0), sale, "pause").status()).isEqualTo(200);
        int atPause = cluster.sold(sale);
        cluster.nodes()
                .forEach(node ->
                        Cluster.await(LIMIT, () -> place(node, sale).word().equals("NOT_OPEN")));
        assertThat(cluster.sold(sale)).as("sold after the pause").isEqualTo(atPause);

        assertThat(shop.turn(cluster.node(1), sale, "resume").status()).isEqualTo(200);
        Cluster.await(LIMIT, () -> cluster.sold(sale) > atPause + 50);
        over.set(true);
        for (Thread buyer : crowd) {
            buyer.join(LIMIT.toMillis());
        }
        cluster.checkLaws(sale, cluster.sold(sale));
        assertThat(shop.turn(cluster.node(0), sale, "close").status()).isEqualTo(200);
        assertThat(place(cluster.node(0), sale).word()).isEqualTo("ENDED");
        assertThat(shop.turn(cluster.node(0), sale, "resume").text("code")).isEqualTo("ENDED");
    }

    @Test
    void aSoldOutSaleThatIsRestockedSellsExactlyWhatItGot() {
        String sale = cluster.openSale(3, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(place(cluster.node(0), sale).status()).isEqualTo(201);
        }
        cluster.nodes().forEach(node -> awaitMark(node, sale));

        assertThat(shop.restock(cluster.node(1), sale, 5).status()).isEqualTo(200);
        awaitPlaced(cluster.node(0), sale);
        awaitPlaced(cluster.node(1), sale);
        int more = 2;
        while (place(cluster.node(more % 2), sale).status() == 201) {
            more++;
        }
        assertThat(more).isEqualTo(5);
        assertThat(shop.restock(cluster.node(0), sale, -1).text("code")).isEqualTo("INVALID_REQUEST");
        cluster.checkLaws(sale, 8);
    }

    private Answer place(Node node, String sale) {
        String buyer = "buyer-" + buyers.incrementAndGet();
        return shop.place(node, sale, buyer, "key-1");
    }

    /** Asks until the node refuses from memory: what it remembers is what has to be forgotten. */
    private void awaitMark(Node node, String sale) {
        double before = fromMemory(node);
        Cluster.await(LIMIT, () -> {
            assertThat(place(node, sale).word()).isEqualTo("SOLD_OUT");
            return fromMemory(node) > before;
        });
    }

    private double fromMemory(Node node) {
        return shop.metric(node, "seckill_orders_seconds_count", "source=\"memory\"", "code=\"SOLD_OUT\"");
    }

    private void awaitPlaced(Node node, String sale) {
        Cluster.await(LIMIT, () -> place(node, sale).status() == 201);
    }
}
