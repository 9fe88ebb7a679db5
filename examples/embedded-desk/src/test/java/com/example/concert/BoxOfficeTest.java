package com.example.concert;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.concert.Rush.Answer;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxOfficeTest {
    private static final NewSale CONCERT = Rush.concert("winter", 1_000);

    @TempDir
    Path folder;

    @Test
    void everySeatIsSoldOnceAndNobodyHearsSoldOutWhileSeatsAreLeft() throws Exception {
        try (BoxOffice office = office()) {
            office.ledger().open(CONCERT);
            List<Answer> answers = Rush.of(5_000, office, CONCERT.id());

            assertThat(seats(office))
                    .containsExactlyInAnyOrderElementsOf(Seat.hallOf(1_000).toList());
            assertThat(answers).hasSize(5_000);
            for (Answer answer : answers) {
                if (answer.outcome() instanceof Outcome.Placed placed) {
                    assertThat(placed.order().quantity()).isEqualTo(answer.seats());
                } else {
                    assertThat(answer.outcome()).isEqualTo(Outcome.refused(new Refusal.SoldOut()));
                    // No seat ever came back, so whoever asks for as many after that finds too few.
                    assertThat(office.ledger().tickets(CONCERT.id()))
                            .filteredOn(ticket -> ticket.seats().size() >= answer.seats())
                            .allSatisfy(ticket ->
                                    assertThat(ticket.order().placedAt()).isBeforeOrEqualTo(answer.heardAt()));
                }
            }
            lawsHold(office);
        }
    }

    @Test
    void twoWhoComeTogetherSitTogether() throws Exception {
        try (BoxOffice office = office()) {
            office.ledger().open(Rush.concert("winter", 4));
            Rush.buy(office, CONCERT.id(), new BuyerId("one"), 1);
            Rush.buy(office, CONCERT.id(), new BuyerId("two"), 2);

            assertThat(office.ledger().tickets(CONCERT.id()).get(1).seats())
                    .containsExactly(new Seat(1, 2), new Seat(1, 3));
        }
    }

    /** The process is killed in the middle of the rush; a seat that it had promised aloud stays promised. */
    @Test
    void whatWasAnsweredBeforeACrashIsThereAfterIt() throws Exception {
        List<String> promised = new ArrayList<>();
        Process seller = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SellAloud.class.getName(),
                        journal().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = seller.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                promised.add(line);
                if (promised.size() == 200) {
                    seller.toHandle().destroyForcibly(); // its last words stay readable
                }
            }
        } finally {
            seller.destroyForcibly();
        }
        assertThat(seller.waitFor(10, TimeUnit.SECONDS)).isTrue();

        try (BoxOffice office = office()) {
            Map<OrderId, Ticket> tickets = office.ledger().tickets(CONCERT.id()).stream()
                    .collect(Collectors.toMap(ticket -> ticket.order().id(), ticket -> ticket));
            assertThat(promised).hasSizeBetween(200, SellAloud.SEATS - 1).allSatisfy(line -> {
                Ticket ticket = tickets.get(new OrderId(line.split(" ")[1]));
                assertThat(ticket.order().buyer().value()).isEqualTo(line.split(" ")[0]);
                assertThat(Rush.buy(
                                office,
                                CONCERT.id(),
                                ticket.order().buyer(),
                                ticket.seats().size()))
                        .isEqualTo(new Outcome.Replayed(ticket.order()));
            });
            assertThat(seats(office)).doesNotHaveDuplicates();
            lawsHold(office);
            assertThat(Rush.buy(office, CONCERT.id(), new BuyerId("late"), 1)).isInstanceOf(Outcome.Placed.class);
        }
    }

    @Test
    void aConcertThatIsNotOnSaleIsNotFound() throws Exception {
        try (BoxOffice office = office()) {
            assertThat(office.buy(new SaleId("summer"), new BuyerId("one"), new RequestKey("k"), 1)
                            .toCompletableFuture())
                    .isCompletedWithValue(Outcome.refused(new Refusal.SaleNotFound()));
        }
    }

    private static List<Seat> seats(BoxOffice office) {
        return office.ledger().tickets(CONCERT.id()).stream()
                .flatMap(ticket -> ticket.seats().stream())
                .toList();
    }

    private static void lawsHold(BoxOffice office) {
        assertThat(AuditReport.of(
                                office.ledger().find(CONCERT.id()).orElseThrow(),
                                office.ledger().tickets(CONCERT.id()).stream()
                                        .map(Ticket::order)
                                        .toList())
                        .violations())
                .isEmpty();
    }

    private BoxOffice office() throws Exception {
        return new BoxOffice(journal());
    }

    private Path journal() {
        return folder.resolve("journal");
    }
}
