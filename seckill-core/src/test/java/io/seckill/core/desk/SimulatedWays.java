package io.seckill.core.desk;

import io.seckill.core.desk.Chance.Fault;
import io.seckill.core.desk.DeskUnreachableException.Arrival;
import io.seckill.core.desk.VirtualTime.Life;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The ways between the nodes of a simulated cluster. */
final class SimulatedWays {
    private final VirtualTime time;
    private final Chance chance;
    private final Map<ProcessId, Node> nodes = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private boolean cut;
    private int bundles;

    private record Node(SaleDesks desks, Life life) {}

    private record Call(DeskAddress to, CompletableFuture<BundleReply> reply) {}

    SimulatedWays(VirtualTime time, Chance chance) {
        this.time = time;
        this.chance = chance;
    }

    void join(ProcessId process, SaleDesks desks, Life life) {
        nodes.put(process, new Node(desks, life));
    }

    /** Until {@link #mend}, no node reaches another. */
    void cut() {
        cut = true;
    }

    void mend() {
        cut = false;
    }

    /** Bundles that arrived. */
    int bundles() {
        return bundles;
    }

    /** Whoever waits for an answer of a node that ended notices within that time. */
    void ended(ProcessId process, Duration within) {
        for (Call call : calls) {
            if (call.to().process().equals(process)) {
                time.after(chance.upTo(within.toNanos()), () -> fail(call, Arrival.PERHAPS));
            }
        }
    }

    CompletionStage<BundleReply> handOver(DeskAddress to, Bundle bundle) {
        Call call = new Call(to, new CompletableFuture<>());
        calls.add(call);
        if (cut || chance.happens(Fault.NODE_UNREACHABLE)) {
            time.after(chance.micros(100, 300_000), () -> fail(call, Arrival.NEVER));
        } else if (chance.happens(Fault.BUNDLE_LOST)) {
            time.after(chance.millis(1, 1_000), () -> fail(call, Arrival.PERHAPS));
        } else if (chance.happens(Fault.BUNDLE_LATE)) {
            time.after(chance.millis(1, 1_000), () -> fail(call, Arrival.PERHAPS));
            time.after(chance.millis(1, 3_000), () -> deliver(call, bundle));
        } else {
            time.after(chance.micros(100, 1_000), () -> deliver(call, bundle));
        }
        return call.reply();
    }

    private void deliver(Call call, Bundle bundle) {
        Node node = nodes.get(call.to().process());
        if (node == null || node.life().isOver()) {
            fail(call, Arrival.NEVER);
            return;
        }
        bundles++;
        boolean replyLost = chance.happens(Fault.REPLY_LOST);
        if (replyLost) {
            time.after(chance.millis(1, 1_000), () -> fail(call, Arrival.PERHAPS));
        }
        var unused = node.desks().accept(bundle).whenComplete((reply, fault) -> {
            if (!replyLost) {
                time.after(chance.micros(100, 1_000), () -> {
                    if (fault != null) {
                        fail(call, Arrival.PERHAPS);
                    } else if (!node.life().isOver()) {
                        call.reply().complete(reply);
                    }
                });
            }
        });
    }

    private static void fail(Call call, Arrival arrival) {
        call.reply().completeExceptionally(new DeskUnreachableException(call.to(), arrival, null));
    }
}
