package com.example.concert;

import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleTerms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Thousands of buyers at one box office, all at once. */
public final class Rush {
    private static final int THREADS = 64;

    /** What a buyer heard, and when. */
    record Answer(BuyerId buyer, int seats, Outcome outcome, Instant heardAt) {}

    private Rush() {}

    /** Sells 1,000 seats to 5,000 buyers, and says what came of it. */
    public static void main(String[] args) throws Exception {
        Path journal = args.length > 0 ? Path.of(args[0]) : Files.createTempFile("concert", ".journal");
        try (BoxOffice office = new BoxOffice(journal)) {
            NewSale concert = concert("concert-" + System.currentTimeMillis(), 1_000);
            office.ledger().open(concert);
            long start = System.nanoTime();
            List<Answer> answers = of(5_000, office, concert.id());
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            List<Ticket> tickets = office.ledger().tickets(concert.id());
            System.out.printf("%d answers in %d ms%n", answers.size(), took.toMillis());
            System.out.printf(
                    "%d orders for %d seats, %d seats left%n",
                    tickets.size(),
                    tickets.stream().mapToInt(ticket -> ticket.seats().size()).sum(),
                    office.ledger().find(concert.id()).orElseThrow().stock().available());
            tickets.stream()
                    .limit(5)
                    .forEach(ticket -> System.out.println(ticket.order().buyer() + " sits at " + ticket.seats()));
            System.out.println("all of it is in " + journal);
        }
    }

    static NewSale concert(String id, int seats) {
        Instant now = Instant.now();
        SaleTerms terms = new SaleTerms(
                "Winter concert",
                new Money(4_500, "EUR"),
                now.minusSeconds(1),
                now.plus(Duration.ofDays(1)),
                2,
                Duration.ofMinutes(15));
        return new NewSale(new SaleId(id), terms, seats, new BuyerId("the-hall"), new RequestKey(id));
    }

    /** Every third buyer comes as two. */
    static List<Answer> of(int buyers, BoxOffice office, SaleId concert) throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < buyers; i++) {
                BuyerId buyer = new BuyerId("buyer-" + i);
                int seats = i % 3 == 0 ? 2 : 1;
                answers.add(crowd.submit(
                        () -> new Answer(buyer, seats, buy(office, concert, buyer, seats), Instant.now())));
            }
            List<Answer> heard = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                heard.add(answer.get());
            }
            return heard;
        } finally {
            crowd.shutdownNow();
        }
    }

    /** Asks with one key, until it is certain what came of it. */
    static Outcome buy(BoxOffice office, SaleId concert, BuyerId buyer, int seats) {
        RequestKey key = new RequestKey("my-seats");
        Outcome outcome =
                office.buy(concert, buyer, key, seats).toCompletableFuture().join();
        while (outcome instanceof Outcome.Unknown || outcome.equals(Outcome.refused(new Refusal.Busy()))) {
            outcome =
                    office.buy(concert, buyer, key, seats).toCompletableFuture().join();
        }
        return outcome;
    }
}
