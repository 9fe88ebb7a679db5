package io.seckill.core.desk;

import io.seckill.core.desk.Chance.Fault;
import io.seckill.core.order.BatchDecision;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.Stock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The database of a simulated cluster, with one sale. A batch takes effect at one moment between its begin and its end; an
 * answer that never comes may come from a batch that did or did not.
 */
final class SimulatedStore {
    private final VirtualTime time;
    private final Chance chance;
    private final Map<OrderId, Order> orders = new LinkedHashMap<>();
    private final Map<Attempt, List<Outcome>> decided = new HashMap<>();
    private final Map<ProcessId, Integer> placedBy = new LinkedHashMap<>();
    private final Set<ProcessId> cutOff = new HashSet<>();
    private Sale sale;
    private Optional<DeskAddress> desk = Optional.empty();

    /** What a client asked for, whatever the order id. */
    record Attempt(OrderRequest request) {
        static Attempt of(OrderRequest request) {
            OrderId same = new OrderId("0".repeat(26));
            return new Attempt(
                    new OrderRequest(same, request.saleId(), request.buyer(), request.key(), request.quantity()));
        }
    }

    SimulatedStore(VirtualTime time, Chance chance, Sale sale) {
        this.time = time;
        this.chance = chance;
        this.sale = sale;
    }

    Sale sale() {
        return sale;
    }

    Map<OrderId, Order> orders() {
        return orders;
    }

    /** The order under the request's key. */
    Optional<Order> standing(OrderRequest request) {
        return orders.values().stream()
                .filter(order ->
                        order.buyer().equals(request.buyer()) && order.key().equals(request.key()))
                .findFirst();
    }

    /** Whether the ledger ever gave that outcome to that intent. */
    boolean everDecided(OrderRequest request, Outcome outcome) {
        return decided.getOrDefault(Attempt.of(request), List.of()).contains(outcome);
    }

    /** Orders by the process whose batch placed them. */
    Map<ProcessId, Integer> placedBy() {
        return placedBy;
    }

    void turn(SaleState state) {
        sale = new Sale(sale.id(), sale.terms(), state, sale.stock(), sale.placed(), sale.revision() + 1);
    }

    /** Cancels an order, if it is unpaid. */
    void cancel(OrderId id) {
        Order order = orders.get(id);
        if (order != null && order.status() == OrderStatus.UNPAID) {
            orders.put(
                    id,
                    new Order(
                            order.id(),
                            order.saleId(),
                            order.buyer(),
                            order.key(),
                            order.quantity(),
                            order.amount(),
                            OrderStatus.CANCELLED,
                            order.placedAt(),
                            order.payBy()));
            move(order.quantity(), 0);
        }
    }

    /** The ledger as that process has it. */
    StockLedger ledger(ProcessId process) {
        return (id, batch) -> commit(process, batch);
    }

    /** From now on that process does not reach the database, and notices after a while each time. */
    void cutOff(ProcessId process) {
        cutOff.add(process);
    }

    private List<Outcome> commit(ProcessId process, List<OrderRequest> batch) throws LedgerException {
        if (cutOff.contains(process)) {
            time.pause(chance.millis(500, 3_000));
            throw new LedgerException.NotCommitted("no route to host", null);
        }
        time.pause(chance.happens(Fault.BATCH_WAITS_LONG) ? chance.millis(100, 6_000) : chance.micros(200, 2_000));
        if (chance.happens(Fault.BATCH_ROLLED_BACK)) {
            throw new LedgerException.NotCommitted("deadlock", null);
        }
        if (chance.happens(Fault.COMMIT_LOST)) {
            time.pause(chance.micros(100, 50_000));
            throw new LedgerException.CommitUnknown("connection reset, and it was not committed", null);
        }
        List<Outcome> outcomes = decide(process, batch);
        time.pause(chance.happens(Fault.COMMIT_TAKES_LONG) ? chance.millis(100, 6_000) : chance.micros(500, 3_000));
        if (chance.happens(Fault.COMMIT_UNANSWERED)) {
            throw new LedgerException.CommitUnknown("connection reset, and it was committed", null);
        }
        return outcomes;
    }

    private List<Outcome> decide(ProcessId process, List<OrderRequest> batch) {
        BatchDecision decision = BatchDecision.decide(
                sale, SeededScheduler.START.plusNanos(time.now()), List.copyOf(orders.values()), batch);
        for (Order order : decision.placed()) {
            if (orders.putIfAbsent(order.id(), order) != null) {
                throw new IllegalStateException("order id " + order.id() + " came with two different requests");
            }
        }
        move(-decision.unitsTaken(), decision.placed().size());
        placedBy.merge(process, decision.placed().size(), Integer::sum);
        for (int i = 0; i < batch.size(); i++) {
            decided.computeIfAbsent(Attempt.of(batch.get(i)), attempt -> new ArrayList<>())
                    .add(decision.outcomes().get(i));
        }
        return decision.outcomes();
    }

    private void move(int units, int placed) {
        Stock stock = new Stock(sale.stock().total(), sale.stock().available() + units);
        sale = new Sale(sale.id(), sale.terms(), sale.state(), stock, sale.placed() + placed, sale.revision());
    }

    /** Where the desk is, in the sale's row. */
    DeskDirectory directory() {
        return new DeskDirectory() {
            @Override
            public Optional<DeskAddress> find(SaleId id) {
                reach();
                return desk;
            }

            @Override
            public void announce(SaleId id, DeskAddress address) {
                reach();
                desk = Optional.of(address);
                time.pause(chance.micros(200, 2_000));
            }

            @Override
            public void withdraw(SaleId id, ProcessId process) {
                reach();
                desk = desk.filter(standing -> !standing.process().equals(process));
            }
        };
    }

    private void reach() {
        time.pause(chance.micros(200, 2_000));
        if (chance.happens(Fault.DIRECTORY_UNAVAILABLE)) {
            time.pause(chance.micros(0, 500_000));
            throw new BackendUnavailableException("the directory is away", null);
        }
    }
}
