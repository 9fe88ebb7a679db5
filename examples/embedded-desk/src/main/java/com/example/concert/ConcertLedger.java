package com.example.concert;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.order.BatchDecision;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.SaleTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Concerts in memory, and all that happened to them in a journal. Safe for use by many threads, one change at a time.
 *
 * <p>A change is written first and applied then, by the same method that reads it back after a restart. So memory never says
 * what the journal does not.
 */
public final class ConcertLedger implements StockLedger, AutoCloseable {
    private final InstantSource clock;
    private final Map<SaleId, Concert> concerts = new ConcurrentHashMap<>();
    private final Journal journal;

    /** Opens the journal, and takes up where it ends. */
    public ConcertLedger(Path journal, InstantSource clock) throws IOException {
        this.clock = clock;
        this.journal = new Journal(journal, this::apply);
    }

    @Override
    public synchronized List<Outcome> commit(SaleId sale, List<OrderRequest> batch) throws LedgerException {
        Concert concert = concerts.get(sale);
        if (concert == null) {
            return Collections.nCopies(batch.size(), Outcome.refused(new Refusal.SaleNotFound()));
        }
        Instant now = clock.instant();
        BatchDecision decided = concert.decide(now, batch);
        if (!decided.placed().isEmpty()) {
            StringJoiner line = line("placed", sale, now);
            for (Ticket ticket : concert.seat(decided.placed())) {
                Order order = ticket.order();
                line.add(order.id().value())
                        .add(order.buyer().value())
                        .add(order.key().value());
                line.add(String.join(
                        " ", ticket.seats().stream().map(Seat::toString).toList()));
            }
            write(line);
        }
        return decided.outcomes();
    }

    /** Puts a new concert on sale, with {@code total} seats. */
    public synchronized void open(NewSale sale) throws LedgerException {
        SaleTerms terms = sale.terms();
        write(line(
                "opened",
                sale.id(),
                sale.total(),
                sale.operator(),
                sale.key(),
                terms.title(),
                terms.price().minorUnits(),
                terms.price().currency(),
                terms.opensAt(),
                terms.closesAt(),
                terms.limitPerBuyer(),
                terms.payWithin()));
    }

    /** Gives the seats of an unpaid order back. */
    public synchronized void cancel(Order order) throws LedgerException {
        write(line("cancelled", order.saleId(), order.id()));
    }

    /** Pauses a sale, takes it up again, or closes it. */
    public synchronized void turn(SaleId sale, SaleState state) throws LedgerException {
        write(line("turned", sale, state));
    }

    /** Whether there is such a sale; does not wait for a batch under way. */
    public boolean has(SaleId sale) {
        return concerts.containsKey(sale);
    }

    public synchronized Optional<Sale> find(SaleId sale) {
        return Optional.ofNullable(concerts.get(sale)).map(Concert::sale);
    }

    /** The tickets of the sale in the order of their making, cancelled ones included. */
    public synchronized List<Ticket> tickets(SaleId sale) {
        return Stream.ofNullable(concerts.get(sale))
                .flatMap(one -> one.tickets().values().stream())
                .toList();
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }

    /** Names have no control characters, so a tab tells the fields apart. */
    private static StringJoiner line(Object... fields) {
        StringJoiner line = new StringJoiner("\t");
        Arrays.stream(fields).map(Object::toString).forEach(line::add);
        return line;
    }

    private void write(StringJoiner line) throws LedgerException {
        journal.append(line.toString());
        apply(line.toString());
    }

    private void apply(String line) {
        String[] field = line.split("\t", -1);
        SaleId sale = new SaleId(field[1]);
        switch (field[0]) {
            case "opened" -> concerts.put(sale, new Concert(opened(sale, field)));
            case "placed" -> {
                for (int i = 3; i < field.length; i += 4) {
                    concerts.get(sale).add(placed(concerts.get(sale).sale(), field, i));
                }
            }
            case "cancelled" -> concerts.get(sale).cancel(new OrderId(field[2]));
            case "turned" -> concerts.get(sale).turn(SaleState.valueOf(field[2]));
            default -> throw new IllegalStateException("the journal has an entry of an unknown kind: " + field[0]);
        }
    }

    private static NewSale opened(SaleId sale, String[] field) {
        SaleTerms terms = new SaleTerms(
                field[5],
                new Money(Long.parseLong(field[6]), field[7]),
                Instant.parse(field[8]),
                Instant.parse(field[9]),
                Integer.parseInt(field[10]),
                Duration.parse(field[11]));
        return new NewSale(sale, terms, Integer.parseInt(field[2]), new BuyerId(field[3]), new RequestKey(field[4]));
    }

    private static Ticket placed(Sale sale, String[] field, int at) {
        List<Seat> seats = Stream.of(field[at + 3].split(" ")).map(Seat::parse).toList();
        Instant now = Instant.parse(field[2]);
        Order order = new Order(
                new OrderId(field[at]),
                sale.id(),
                new BuyerId(field[at + 1]),
                new RequestKey(field[at + 2]),
                seats.size(),
                sale.terms().price().times(seats.size()),
                OrderStatus.UNPAID,
                now,
                now.plus(sale.terms().payWithin()));
        return new Ticket(order, seats);
    }
}
