package io.seckill.core.desk;

import io.seckill.core.desk.Bundle.HandedOrder;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.OrderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A bundle at the desk: its orders wait in their sender's lane, and are answered together. */
final class ReceivedBundle {
    private ReceivedBundle() {}

    /** Called by the desk's one thread of control. */
    static CompletionStage<BundleReply> take(Bundle bundle, OrderQueue queue, long now, DeskSettings settings) {
        int window = window(queue, settings);
        List<WaitingOrder> orders = new ArrayList<>(bundle.orders().size());
        for (HandedOrder handed : bundle.orders()) {
            long timeLeft =
                    Math.min(handed.timeLeft().toNanos(), settings.takeWithin().toNanos());
            WaitingOrder order = new WaitingOrder(
                    handed.request(),
                    now + timeLeft,
                    now + settings.answerWithin().toNanos());
            orders.add(order);
            if (OrderTrail.isOn()) {
                OrderTrail.add(handed.request(), "is received from process " + bundle.sender());
            }
            queue.add(bundle.sender(), order);
        }
        CompletableFuture<?>[] answers =
                orders.stream().map(WaitingOrder::answer).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(answers).thenApply(done -> reply(orders, window));
    }

    /** What one other node may have here at once: two batches' worth, shared by the lanes. */
    private static int window(OrderQueue queue, DeskSettings settings) {
        return Math.max(settings.maxBundle(), 2 * settings.maxBatch() / Math.max(1, queue.lanes()));
    }

    private static BundleReply reply(List<WaitingOrder> orders, int window) {
        Map<OrderId, Outcome> outcomes = new HashMap<>(2 * orders.size());
        for (WaitingOrder order : orders) {
            order.answer().join().ifPresent(outcome -> outcomes.put(order.id(), outcome));
        }
        return new BundleReply.Answers(outcomes, window);
    }
}
