package com.example.concert;

import io.seckill.core.order.BatchDecision;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.Stock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One concert as it stands: its free seats and its tickets. Guarded by its ledger. */
final class Concert {
    private final NewSale sale;
    private final TreeSet<Seat> free;
    private final Map<OrderId, Ticket> tickets = new LinkedHashMap<>();
    private SaleState state = SaleState.ACTIVE;

    Concert(NewSale sale) {
        this.sale = sale;
        this.free = Seat.hallOf(sale.total()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** As the core knows it: the free seats are the stock. */
    Sale sale() {
        Stock stock = new Stock(sale.total(), free.size());
        return new Sale(sale.id(), sale.terms(), state, stock, tickets.size(), 0);
    }

    Map<OrderId, Ticket> tickets() {
        return tickets;
    }

    /** The core decides who gets how many seats; nothing is changed yet. */
    BatchDecision decide(Instant now, List<OrderRequest> batch) {
        return BatchDecision.decide(
                sale(), now, tickets.values().stream().map(Ticket::order).toList(), batch);
    }

    /** This program decides which; nothing is changed yet either. */
    List<Ticket> seat(List<Order> placed) {
        TreeSet<Seat> left = new TreeSet<>(free);
        List<Ticket> seated = new ArrayList<>();
        for (Order order : placed) {
            List<Seat> seats = best(left, order.quantity());
            seats.forEach(left::remove);
            seated.add(new Ticket(order, seats));
        }
        return seated;
    }

    void add(Ticket ticket) {
        ticket.seats().forEach(free::remove);
        tickets.put(ticket.order().id(), ticket);
    }

    void cancel(OrderId id) {
        Ticket old = tickets.get(id);
        Order order = old.order();
        tickets.put(
                id,
                new Ticket(
                        new Order(
                                id,
                                order.saleId(),
                                order.buyer(),
                                order.key(),
                                order.quantity(),
                                order.amount(),
                                OrderStatus.CANCELLED,
                                order.placedAt(),
                                order.payBy()),
                        List.of()));
        free.addAll(old.seats());
    }

    void turn(SaleState next) {
        state = next;
    }

    /** Neighbours in the front-most row that has them, else the front-most seats that are free. */
    private static List<Seat> best(TreeSet<Seat> free, int count) {
        List<Seat> together = new ArrayList<>();
        for (Seat seat : free) {
            if (!together.isEmpty() && !seat.isRightOf(together.get(together.size() - 1))) {
                together.clear();
            }
            together.add(seat);
            if (together.size() == count) {
                return List.copyOf(together);
            }
        }
        return free.stream().limit(count).toList();
    }
}
