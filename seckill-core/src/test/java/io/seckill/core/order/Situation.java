package io.seckill.core.order;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.Stock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the ledger has read, and the batch that it shall decide. */
record Situation(Sale sale, Instant now, List<Order> known, List<OrderRequest> requests) {
    Situation {
        known = List.copyOf(known);
        requests = List.copyOf(requests);
    }

    BatchDecision decide() {
        return BatchDecision.decide(sale, now, known, requests);
    }

    boolean isOpen() {
        return Refusal.ofPhase(sale, now).isEmpty();
    }

    /** The same batch again, after the ledger has stored what was decided. */
    Situation after(BatchDecision decided, List<OrderRequest> next) {
        Stock stock = sale.stock();
        Sale left = new Sale(
                sale.id(),
                sale.terms(),
                sale.state(),
                new Stock(stock.total(), stock.available() - decided.unitsTaken()),
                sale.placed() + decided.placed().size(),
                sale.revision());
        List<Order> all =
                Stream.concat(known.stream(), decided.placed().stream()).toList();
        return new Situation(left, now, all, next);
    }

    Situation withRequests(List<OrderRequest> others) {
        return new Situation(sale, now, known, others);
    }

    /** What each request found at its turn, counted by other means than the decision itself. */
    List<Turn> turns(BatchDecision decided) {
        Map<BuyerId, Integer> bought = new HashMap<>();
        List<Order> standing = new ArrayList<>(known);
        known.stream()
                .filter(order -> order.status().isLive())
                .forEach(order -> bought.merge(order.buyer(), order.quantity(), Integer::sum));
        int available = sale.stock().available();
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            OrderRequest request = requests.get(i);
            Outcome outcome = decided.outcomes().get(i);
            List<Order> sameKey = standing.stream()
                    .filter(order ->
                            order.buyer().equals(request.buyer()) && order.key().equals(request.key()))
                    .toList();
            turns.add(new Turn(request, outcome, sameKey, bought.getOrDefault(request.buyer(), 0), available));
            if (outcome instanceof Outcome.Placed placed && !standing.contains(placed.order())) {
                standing.add(placed.order());
                bought.merge(request.buyer(), request.quantity(), Integer::sum);
                available -= request.quantity();
            }
        }
        return turns;
    }

    /**
     * One request at its turn.
     *
     * @param sameKey orders that stand under its buyer and key: none, or one
     * @param bought units in the buyer's live orders
     */
    record Turn(OrderRequest request, Outcome outcome, List<Order> sameKey, int bought, int available) {}
}
