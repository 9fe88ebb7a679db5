package io.seckill.infra.database;

import io.seckill.core.event.Message;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.event.Outbox;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.OutboxMapper.BacklogRow;
import io.seckill.infra.database.OutboxMapper.EventRow;
import io.seckill.infra.database.OutboxMapper.Ids;
import io.seckill.infra.database.OutboxMapper.ToldOrderRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The outbox's rows. Safe for use by many threads. */
final class MyBatisOutbox implements Outbox {
    /** Ids that one transaction takes the marks off: a lost stream's messages are far more than one should hold. */
    private static final long IDS_AT_ONCE = 5_000;

    private static final System.Logger LOG = System.getLogger(MyBatisOutbox.class.getName());

    /** Orders that are read through at once for events that miss some; those of one sale in any case. */
    private static final long MOST_READ = 200_000;

    private final Reading reading;
    private final Transactions transactions;
    private final long mostRead;

    MyBatisOutbox(Reading reading, Transactions transactions) {
        this(reading, transactions, MOST_READ);
    }

    MyBatisOutbox(Reading reading, Transactions transactions, long mostRead) {
        this.mostRead = mostRead;
        this.reading = reading;
        this.transactions = transactions;
    }

    @Override
    public Waiting unpublished(int most, int mostOrders) {
        Checks.positive("most", most);
        Checks.positive("mostOrders", mostOrders);
        List<EventRow> waiting = reading.one(OutboxMapper.class, outbox -> outbox.unpublished(most));
        List<EventRow> next = waiting.subList(0, fitting(waiting, mostOrders));
        Map<Long, List<ToldOrderRow>> orders = read(next, OutboxMapper::orders);
        List<EventRow> incomplete = new ArrayList<>();
        int taken = 0;
        long ordersRead = 0;
        for (EventRow event : next) {
            if (orders.getOrDefault(event.id(), List.of()).size() < event.orderCount()) {
                ordersRead += event.ordersOfSale();
                if (taken > 0 && ordersRead > mostRead) {
                    break;
                }
                incomplete.add(event);
            }
            taken++;
        }
        orders.putAll(read(incomplete, OutboxMapper::allOrders));
        boolean more = taken < waiting.size() || waiting.size() == most;
        return new Waiting(messages(next.subList(0, taken), orders), more);
    }

    private List<Message> messages(List<EventRow> events, Map<Long, List<ToldOrderRow>> orders) {
        List<Message> messages = new ArrayList<>();
        for (EventRow event : events) {
            List<ToldOrderRow> told = orders.getOrDefault(event.id(), List.of());
            if (told.size() != event.orderCount()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "event {0} ({1}) of sale {2} is about {3} orders, but {4} are there",
                        Long.toString(event.id()),
                        event.type(),
                        event.saleId(),
                        event.orderCount(),
                        told.size());
            }
            if (told.isEmpty()) {
                published(List.of(event.id()));
            } else {
                messages.add(new Message(
                        event.id(),
                        OrderEvent.Type.valueOf(event.type()),
                        new SaleId(event.saleId()),
                        EventJson.of(event, told)));
            }
        }
        return messages;
    }

    /** How many come before there would be too many orders; the first in any case. */
    private static int fitting(List<EventRow> events, int mostOrders) {
        long orders = 0;
        int count = 0;
        for (EventRow event : events) {
            orders += event.orderCount();
            if (count > 0 && orders > mostOrders) {
                break;
            }
            count++;
        }
        return count;
    }

    /** By the events' ids. */
    private Map<Long, List<ToldOrderRow>> read(
            List<EventRow> events, BiFunction<OutboxMapper, String, List<ToldOrderRow>> statement) {
        Map<Long, List<ToldOrderRow>> found = new HashMap<>();
        if (events.isEmpty()) {
            return found;
        }
        String ids = events.stream().map(EventRow::id).toList().toString();
        for (ToldOrderRow order : reading.one(OutboxMapper.class, outbox -> statement.apply(outbox, ids))) {
            found.computeIfAbsent(order.eventId(), id -> new ArrayList<>()).add(order);
        }
        // The same message each time, wherever its orders are.
        found.values().forEach(orders -> orders.sort(Comparator.comparing(ToldOrderRow::orderId)));
        return found;
    }

    @Override
    public void published(List<Long> ids) {
        if (!ids.isEmpty()) {
            var unused = transactions.run(
                    session -> session.getMapper(OutboxMapper.class).published(ids.toString()));
        }
    }

    /** From the smallest id on, so that what is published in between is not the later one of two. */
    @Override
    public int publishAgain(Instant since) {
        LocalDateTime at = Rows.time(since);
        Ids ids = reading.one(OutboxMapper.class, OutboxMapper::ids);
        int again = 0;
        for (long next = ids.firstId(); next <= ids.lastId(); next += IDS_AT_ONCE) {
            long from = next;
            again += transactions.run(
                    session -> session.getMapper(OutboxMapper.class).publishAgain(from, from + IDS_AT_ONCE - 1, at));
        }
        return again;
    }

    @Override
    public int remove(Duration age, int most) {
        Checks.positive("most", most);
        return transactions.run(session -> session.getMapper(OutboxMapper.class).remove(Rows.micros(age), most));
    }

    @Override
    public Backlog backlog() {
        BacklogRow row = reading.one(OutboxMapper.class, OutboxMapper::backlog);
        return new Backlog(row.messages(), Duration.of(row.oldestMicros(), ChronoUnit.MICROS));
    }
}
