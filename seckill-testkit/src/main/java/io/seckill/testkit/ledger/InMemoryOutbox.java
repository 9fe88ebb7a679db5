package io.seckill.testkit.ledger;

import io.seckill.core.event.Message;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.event.Outbox;
import io.seckill.core.sale.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The messages of an {@link InMemoryStockLedger}. Safe for use by many threads: one call at a time. */
final class InMemoryOutbox implements Outbox {
    private final InstantSource clock;
    private final TreeMap<Long, Written> rows = new TreeMap<>();
    private final List<OrderEvent> events = new ArrayList<>();

    /** @param publishedAt {@link Instant#MAX}: not yet */
    private record Written(long id, OrderEvent event, Instant publishedAt) {
        boolean isPublished() {
            return publishedAt.isBefore(Instant.MAX);
        }

        Written publishedAt(Instant at) {
            return new Written(id, event, at);
        }

        Message message() {
            return new Message(id, event.type(), event.sale(), json(event));
        }
    }

    InMemoryOutbox(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void write(OrderEvent event) {
        events.add(event);
        long id = events.size();
        rows.put(id, new Written(id, event, Instant.MAX));
    }

    /** Every event that was ever written. */
    synchronized List<OrderEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public synchronized Waiting unpublished(int most, int mostOrders) {
        List<Written> waiting = waiting();
        List<Message> next = new ArrayList<>();
        int orders = 0;
        for (Written row : waiting) {
            orders += row.event().orders().size();
            if (next.size() == most || (orders > mostOrders && !next.isEmpty())) {
                return new Waiting(next, true);
            }
            next.add(row.message());
        }
        return new Waiting(next, false);
    }

    @Override
    public synchronized void published(List<Long> ids) {
        Instant now = clock.instant();
        ids.forEach(id -> rows.computeIfPresent(id, (same, row) -> row.isPublished() ? row : row.publishedAt(now)));
    }

    @Override
    public synchronized int publishAgain(Instant since) {
        List<Written> again = published().stream()
                .filter(row -> !row.event().at().isBefore(since))
                .toList();
        again.forEach(row -> rows.put(row.id(), row.publishedAt(Instant.MAX)));
        return again.size();
    }

    @Override
    public synchronized int remove(Duration age, int most) {
        Instant end = clock.instant().minus(age);
        List<Written> old = published().stream()
                .filter(row -> !row.publishedAt().isAfter(end))
                .limit(most)
                .toList();
        old.forEach(row -> rows.remove(row.id()));
        return old.size();
    }

    @Override
    public synchronized Backlog backlog() {
        List<Written> waiting = waiting();
        Duration oldest = waiting.isEmpty()
                ? Duration.ZERO
                : Duration.between(waiting.get(0).event().at(), clock.instant());
        return new Backlog(waiting.size(), oldest);
    }

    private List<Written> waiting() {
        return rows.values().stream().filter(row -> !row.isPublished()).toList();
    }

    private List<Written> published() {
        return rows.values().stream().filter(Written::isPublished).toList();
    }

    /** As {@code order-event.schema.json} has it. Names of buyers have no control characters. */
    private static String json(OrderEvent event) {
        Order first = event.orders().get(0);
        String payBy = event.type() == OrderEvent.Type.PLACED ? "\"payBy\":\"" + first.payBy() + "\"," : "";
        UnaryOperator<String> escaped = text -> text.replace("\\", "\\\\").replace("\"", "\\\"");
        return event.orders().stream()
                .map(order -> "{\"orderId\":\"%s\",\"buyer\":\"%s\",\"quantity\":%d,\"amount\":%d}"
                        .formatted(
                                order.id(),
                                escaped.apply(order.buyer().value()),
                                order.quantity(),
                                order.amount().minorUnits()))
                .collect(Collectors.joining(
                        ",",
                        "{\"type\":\"%s\",\"saleId\":\"%s\",\"at\":\"%s\",\"currency\":\"%s\",%s\"orders\":["
                                .formatted(
                                        event.type(),
                                        event.sale(),
                                        event.at(),
                                        first.amount().currency(),
                                        payBy),
                        "]}"));
    }
}
