package io.seckill.core.desk;

import io.seckill.core.desk.Bundle.HandedOrder;
import io.seckill.core.desk.OrderQueue.Drawn;
import io.seckill.core.desk.SellingEvents.BundleResult;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Hands a sale's orders over to its desk on another node, within the window that the desk grants. Touched by one thread of
 * control only; the gateway's answers are brought to it as events.
 */
final class Handover {
    private static final System.Logger LOG = System.getLogger(Handover.class.getName());

    /** Where the answers go. */
    interface Listener {
        /** The desk took what it answered; {@code this} may send again. */
        void answered(Handover handover);

        /** The desk is not there: not that process, or no answer. Its orders are back in the queue. */
        void failed(Handover handover, DeskUnreachableException.@Nullable Arrival unreachable);
    }

    private final DeskAddress desk;
    private final SaleId sale;
    private final DeskNode node;
    private final DeskSettings settings;
    private final OneAtATime control;
    private final Listener listener;
    private final Set<List<Drawn>> inFlight = Collections.newSetFromMap(new IdentityHashMap<>());
    private int ordersInFlight;
    private int window;
    private boolean turnedAway;
    private boolean answered;

    Handover(DeskAddress desk, SaleId sale, DeskNode node, OneAtATime control, Listener listener) {
        this.desk = desk;
        this.sale = sale;
        this.node = node;
        this.settings = node.settings();
        this.control = control;
        this.listener = listener;
        this.window = settings.maxBundle();
    }

    DeskAddress desk() {
        return desk;
    }

    boolean isIdle() {
        return inFlight.isEmpty();
    }

    /** Whether it ever took orders from here: if not, this node is as deskless as it was. */
    boolean hasAnswered() {
        return answered;
    }

    boolean canSend() {
        return !turnedAway && inFlight.size() < settings.maxBundlesInFlight() && ordersInFlight < window;
    }

    /** The desk had no room lately; now is a time to ask again. */
    void tick() {
        turnedAway = false;
    }

    void send(OrderQueue queue, long now) {
        while (canSend() && !queue.isEmpty()) {
            sendOne(queue, now);
        }
    }

    void sendOne(OrderQueue queue, long now) {
        List<Drawn> drawn = queue.draw(Math.min(settings.maxBundle(), window - ordersInFlight));
        List<HandedOrder> orders = new ArrayList<>(drawn.size());
        for (Drawn one : drawn) {
            long left = Math.max(0, one.order().nanosToTake(now));
            orders.add(new HandedOrder(one.order().request(), Duration.ofNanos(left)));
        }
        if (OrderTrail.isOn()) {
            OrderTrail.add(drawn, "is handed over to " + where());
        }
        inFlight.add(drawn);
        ordersInFlight += drawn.size();
        handOver(new Bundle(node.self().process(), sale, orders))
                .whenComplete((reply, failure) -> control.post(() -> landed(queue, drawn, reply, failure)));
    }

    /** A fault of the gateway is a bundle of unknown fate: its orders must come back. */
    private CompletionStage<BundleReply> handOver(Bundle bundle) {
        try {
            return node.gateway().handOver(desk, bundle);
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "handing over for sale " + sale + " met a fault", fault);
            return CompletableFuture.failedStage(fault);
        }
    }

    void expire(long now) {
        inFlight.forEach(drawn -> drawn.forEach(one -> one.order().expireTaken(now)));
    }

    private void landed(OrderQueue queue, List<Drawn> drawn, @Nullable BundleReply reply, @Nullable Throwable failure) {
        inFlight.remove(drawn);
        ordersInFlight -= drawn.size();
        node.events().handedOver(result(reply), drawn.size());
        if (reply instanceof BundleReply.Answers answers) {
            answered = true;
            settle(drawn, answers);
            queue.putBack(drawn);
            listener.answered(this);
        } else if (reply != null) {
            OrderTrail.add(drawn, "comes back: that process is not the desk");
            queue.putBack(drawn);
            listener.failed(this, null);
        } else {
            DeskUnreachableException.Arrival arrival = arrival(failure);
            LOG.log(
                    System.Logger.Level.DEBUG,
                    () -> "a bundle of sale " + sale + " to " + where() + " was not answered: " + failure);
            OrderTrail.add(drawn, "comes back: no answer, and it arrived there " + arrival);
            if (arrival == DeskUnreachableException.Arrival.PERHAPS) {
                drawn.forEach(one -> one.order().unansweredBy(desk.process()));
            }
            queue.putBack(drawn);
            listener.failed(this, arrival);
        }
    }

    private String where() {
        return "process " + desk.process() + " at " + desk.host() + ":" + desk.port();
    }

    private static BundleResult result(@Nullable BundleReply reply) {
        if (reply == null) {
            return BundleResult.UNREACHABLE;
        }
        return reply instanceof BundleReply.Answers ? BundleResult.ANSWERED : BundleResult.NOT_DESK;
    }

    private void settle(List<Drawn> drawn, BundleReply.Answers answers) {
        window = answers.window();
        for (Drawn one : drawn) {
            Outcome outcome = answers.outcomes().get(one.order().id());
            if (outcome instanceof Outcome.Unknown) {
                one.order().unansweredBy(desk.process());
            } else if (outcome != null) {
                one.order().answer(one.order().judgeOfDesk(outcome));
            } else {
                OrderTrail.add(one.order().request(), "comes back: the desk has no room for it");
                turnedAway = true;
            }
        }
    }

    private static DeskUnreachableException.Arrival arrival(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeskUnreachableException unreachable) {
                return unreachable.arrival();
            }
        }
        return DeskUnreachableException.Arrival.PERHAPS;
    }
}
