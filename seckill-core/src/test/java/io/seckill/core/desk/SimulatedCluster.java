package io.seckill.core.desk;

import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.desk.VirtualTime.Life;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.SaleTerms;
import io.seckill.core.sale.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Some nodes with their sale desks, one sale, and the clients who ask for it, all in one virtual time. */
final class SimulatedCluster {
    static final SaleId SALE = new SaleId("phone");

    private final VirtualTime time;
    private final Chance chance;
    private final DeskSettings settings;
    private final SimulatedStore store;
    private final SimulatedLocks locks;
    private final SimulatedWays ways;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Set<Standing> standings = EnumSet.noneOf(Standing.class);

    /** One run of the program. */
    static final class Node {
        private final ProcessId process;
        private final SaleDesks desks;
        private final Life life;
        private final SimulatedEvents events;
        private boolean stopping;

        Node(ProcessId process, SaleDesks desks, Life life, SimulatedEvents events) {
            this.process = process;
            this.desks = desks;
            this.life = life;
            this.events = events;
        }

        ProcessId process() {
            return process;
        }

        SaleActivity activity() {
            return desks.of(SALE);
        }

        NodeActivity activityOfAll() {
            return desks.ofAll();
        }

        SimulatedEvents events() {
            return events;
        }

        boolean isAlive() {
            return !life.isOver();
        }

        boolean isStopping() {
            return stopping;
        }
    }

    /** A request that a client sent to a node, and the answer. */
    static final class Asked {
        private final OrderRequest request;
        private final Node node;
        private final long at;
        private @Nullable Outcome answer;
        private long answeredAt;

        Asked(OrderRequest request, Node node, long at) {
            this.request = request;
            this.node = node;
            this.at = at;
        }

        OrderRequest request() {
            return request;
        }

        Node node() {
            return node;
        }

        @Nullable
        Outcome answer() {
            return answer;
        }

        long took() {
            return answeredAt - at;
        }

        @Override
        public String toString() {
            return request + " at " + at / 1_000_000 + " ms: " + answer + " after " + took() / 1_000_000 + " ms";
        }
    }

    SimulatedCluster(VirtualTime time, Chance chance, DeskSettings settings, int total, int limit, Duration opensIn) {
        this.time = time;
        this.chance = chance;
        this.settings = settings;
        Instant start = SeededScheduler.START;
        SaleTerms terms = new SaleTerms(
                "a phone",
                new Money(1_999, "CNY"),
                start.plus(opensIn),
                start.plus(Duration.ofHours(1)),
                limit,
                Duration.ofMinutes(15));
        Sale sale = new Sale(SALE, terms, SaleState.ACTIVE, Stock.full(total), 0, 0);
        this.store = new SimulatedStore(time, chance, sale);
        this.locks = new SimulatedLocks(time, chance);
        this.ways = new SimulatedWays(time, chance);
    }

    VirtualTime time() {
        return time;
    }

    SimulatedStore store() {
        return store;
    }

    SimulatedLocks locks() {
        return locks;
    }

    SimulatedWays ways() {
        return ways;
    }

    DeskSettings settings() {
        return settings;
    }

    List<Node> alive() {
        return nodes.stream().filter(node -> node.isAlive() && !node.stopping).toList();
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Asked> asked() {
        return asked;
    }

    /** What any node was seen to be. */
    Set<Standing> standings() {
        return standings;
    }

    void start() {
        ProcessId process = new ProcessId(String.format("%016x", nodes.size() + 1));
        Life life = new Life();
        SeededScheduler scheduler = new SeededScheduler(time, chance, life);
        Executor commits = scheduler::block;
        SimulatedEvents events = new SimulatedEvents(settings.answerWithin());
        SaleDesks desks = new SaleDesks(
                new DeskAddress(process, "node" + nodes.size(), 8081),
                settings,
                scheduler,
                commits,
                store.ledger(process),
                locks.provider(life),
                store.directory(),
                ways::handOver,
                events,
                new Random(chance.upTo(Long.MAX_VALUE - 1)));
        ways.join(process, desks, life);
        nodes.add(new Node(process, desks, life, events));
    }

    /** As by SIGKILL, or as if its machine were gone. */
    void kill(Node node) {
        end(node, Duration.ofSeconds(1));
    }

    /** As by SIGTERM: it ends when its desks are given up; its connections are closed then. */
    void stop(Node node) {
        node.stopping = true;
        var unused = node.desks
                .close()
                .thenRun(() -> time.after(chance.millis(5, 50), () -> end(node, Duration.ofMillis(1))));
    }

    private void end(Node node, Duration noticedWithin) {
        node.life.end();
        locks.killed(node.life);
        ways.ended(node.process, noticedWithin);
    }

    Asked ask(Node node, int buyer, int key, int quantity) {
        OrderId id = new OrderId(String.format("%026d", asked.size() + 1));
        BuyerId buyerId = new BuyerId("buyer-" + buyer);
        OrderRequest request = new OrderRequest(id, SALE, buyerId, new RequestKey("key-" + key), quantity);
        return send(new Asked(request, node, time.now()));
    }

    /** The same intent again, to another node perhaps. */
    Asked askAgain(Node node, Asked before) {
        OrderId id = new OrderId(String.format("%026d", asked.size() + 1));
        OrderRequest old = before.request();
        OrderRequest request = new OrderRequest(id, SALE, old.buyer(), old.key(), old.quantity());
        return send(new Asked(request, node, time.now()));
    }

    private Asked send(Asked one) {
        asked.add(one);
        var unused = one.node.desks.submit(one.request).thenAccept(answer -> {
            if (one.node.isAlive()) {
                one.answer = answer;
                one.answeredAt = time.now();
            }
            standings.add(one.node.activity().standing());
        });
        return one;
    }
}
