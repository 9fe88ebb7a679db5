package io.seckill.core.desk;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.OrderId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line for each thing that happens to one order, at DEBUG, under this name. A line begins with the order's id and its
 * sale's, in the same words on every node, so that an order can be followed by its id. It says neither who buys nor with
 * which request key.
 */
final class OrderTrail {
    private static final System.Logger LOG = System.getLogger(OrderTrail.class.getName());
    private static final int MOST_NAMED = 10;

    private OrderTrail() {}

    /** Whether the lines are written at all; to be asked before a line is put together for every order of many. */
    static boolean isOn() {
        return LOG.isLoggable(System.Logger.Level.DEBUG);
    }

    /** @param what goes on with the sentence: {@code is drawn into a batch} */
    static void add(OrderRequest request, String what) {
        if (isOn()) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "order " + request.orderId() + " of sale " + request.saleId() + " " + what);
        }
    }

    /** The same for each of them. */
    static void add(List<OrderQueue.Drawn> orders, String what) {
        if (isOn()) {
            orders.forEach(one -> add(one.order().request(), what));
        }
    }

    /** What came of it, in a word: {@code Placed}, or why it was refused. */
    static String word(Outcome outcome) {
        Object telling = outcome instanceof Outcome.Refused refused ? refused.refusal() : outcome;
        return telling.getClass().getSimpleName();
    }

    /** The first of them by their ids, and how many more there are. */
    static String named(List<OrderRequest> orders) {
        String first = orders.stream()
                .limit(MOST_NAMED)
                .map(OrderRequest::orderId)
                .map(OrderId::value)
                .collect(Collectors.joining(", "));
        int more = orders.size() - MOST_NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
