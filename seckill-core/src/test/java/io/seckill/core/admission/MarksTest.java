package io.seckill.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.admission.Marks.Word;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.SaleTerms;
import io.seckill.core.sale.Stock;
import io.seckill.core.schedule.SteppedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Refusing from memory: what a mark may say, and for how long. */
class MarksTest {
    private static final SaleId SALE = new SaleId("sale");
    private static final BuyerId ALICE = new BuyerId("alice");
    private static final BuyerId BOB = new BuyerId("bob");
    private static final RequestKey KEY = new RequestKey("key-1");
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final SteppedTime time = new SteppedTime();
    private final Database database = new Database();
    private final Ether ether = new Ether();
    private final Fingerprint fingerprint = Fingerprint.draw(new Random(42));
    private final Marks marks = new Marks(database, database, ether, time, fingerprint);

    @Test
    void withoutAMarkTheDeskHasToSay() {
        assertThat(marks.check(SALE, ALICE, KEY)).isEmpty();
    }

    @Test
    void aSoldOutSaleIsRefusedWithoutAskingTheDatabase() {
        soldOutTo(ALICE);
        int asked = database.asked;
        for (int i = 0; i < 1_000; i++) {
            assertThat(marks.check(SALE, new BuyerId("buyer-" + i), KEY))
                    .contains(new Word(new Refusal.SoldOut(), false));
        }
        assertThat(database.asked).isEqualTo(asked);
    }

    @Test
    void aBuyerWhoMayHaveTheOrderIsLookedUp() {
        soldOutTo(ALICE);
        assertThat(marks.check(SALE, ALICE, KEY)).contains(new Word(new Refusal.SoldOut(), true));
        assertThat(marks.check(SALE, ALICE, new RequestKey("key-2"))).contains(new Word(new Refusal.SoldOut(), false));
    }

    @Test
    void aSaleWithUnitsLeftIsNotMarkedThoughSomebodyAskedForMore() {
        database.sale = sale(2, 7);
        marks.refused(SALE);
        time.settle();
        assertThat(marks.check(SALE, BOB, KEY)).isEmpty();
    }

    @Test
    void unitsThatComeBackAreNoticedWithinHalfASecond() {
        soldOutTo(ALICE);
        database.sale = sale(1, 1);
        time.pass(HALF_A_SECOND);
        assertThat(marks.check(SALE, BOB, KEY)).isEmpty();
    }

    @Test
    void anotherCountMakesTheMarkAnew() {
        soldOutTo(ALICE);
        database.sale = sale(0, 2);
        database.orders.add(fingerprint.of(BOB, KEY));
        time.pass(HALF_A_SECOND);
        assertThat(marks.check(SALE, BOB, KEY)).contains(new Word(new Refusal.SoldOut(), true));
    }

    @Test
    void aMarkThatIsNotConfirmedForASecondIsNotUsed() {
        soldOutTo(ALICE);
        database.away = true;
        time.pass(Duration.ofSeconds(1));
        assertThat(marks.check(SALE, BOB, KEY)).isPresent();
        time.pass(Duration.ofMillis(1));
        assertThat(marks.check(SALE, BOB, KEY)).isEmpty();
        database.away = false;
        time.pass(HALF_A_SECOND);
        assertThat(marks.check(SALE, BOB, KEY)).as("confirmed again").isPresent();
    }

    @Test
    void anUpcomingSaleIsRefusedUntilItOpens() {
        Instant opensAt = time.instant().plus(Duration.ofMillis(300));
        database.sale = sale(SaleState.ACTIVE, opensAt, 10, 0);
        marks.refused(SALE);
        time.settle();
        assertThat(marks.check(SALE, BOB, KEY)).contains(new Word(new Refusal.NotOpen(opensAt), false));
        time.pass(Duration.ofMillis(300));
        assertThat(marks.check(SALE, BOB, KEY)).isEmpty();
    }

    @Test
    void anEndedSaleIsRefusedAsEnded() {
        database.sale = sale(SaleState.CLOSED, Instant.EPOCH.plus(Duration.ofDays(20_000)), 10, 0);
        marks.refused(SALE);
        time.settle();
        assertThat(marks.check(SALE, BOB, KEY)).contains(new Word(new Refusal.Ended(), false));
    }

    @Test
    void anOrderThatThisNodePlacedEndsAMarkThatDoesNotKnowIt() {
        soldOutTo(ALICE);
        marks.placed(SALE, ALICE, KEY);
        assertThat(marks.check(SALE, BOB, KEY)).as("it knew this one").isPresent();
        marks.placed(SALE, BOB, KEY);
        assertThat(marks.check(SALE, BOB, KEY)).isEmpty();
    }

    @Test
    void aMarkThatNobodyUsesIsForgotten() {
        soldOutTo(ALICE);
        time.pass(Duration.ofMinutes(2));
        int asked = database.asked;
        time.pass(Duration.ofMinutes(2));
        assertThat(database.asked).isEqualTo(asked);
    }

    @Test
    void theNodeLooksOnceForEachHalfSecondHoweverOftenItRefuses() {
        database.sale = sale(2, 7);
        for (int i = 0; i < 100; i++) {
            marks.refused(SALE);
            time.settle();
        }
        assertThat(database.asked)
                .as("the row, for a mark that could not be made")
                .isEqualTo(1);
        soldOutTo(ALICE);
        int asked = database.asked;
        marks.check(SALE, BOB, KEY);
        time.pass(Duration.ofSeconds(10));
        assertThat(database.asked - asked).isBetween(19, 21);
    }

    @Test
    void aSignalMakesTheOtherNodesLook() {
        soldOutTo(ALICE);
        assertThat(ether.told).contains(SALE);
        database.sale = sale(1, 1);
        ether.listener.accept(SALE);
        time.settle();
        assertThat(marks.check(SALE, BOB, KEY)).isEmpty();
    }

    private void soldOutTo(BuyerId buyer) {
        database.orders.add(fingerprint.of(buyer, KEY));
        database.sale = sale(0, 1);
        time.pass(HALF_A_SECOND);
        marks.refused(SALE);
        time.settle();
    }

    private Sale sale(int available, long placed) {
        return sale(SaleState.ACTIVE, time.instant().minus(Duration.ofHours(1)), available, placed);
    }

    private static Sale sale(SaleState state, Instant opensAt, int available, long placed) {
        SaleTerms terms = new SaleTerms(
                "Title", new Money(100, "CNY"), opensAt, opensAt.plus(Duration.ofDays(1)), 2, Duration.ofMinutes(15));
        return new Sale(SALE, terms, state, new Stock(10, available), placed, 0);
    }

    /** One row, and the fingerprints of its orders. */
    private static final class Database implements SaleCatalog, SaleSnapshots {
        private final Set<Long> orders = new HashSet<>();
        private Sale sale = sale(SaleState.ACTIVE, Instant.parse("2030-01-01T00:00:00Z"), 10, 0);
        private boolean away;
        private int asked;

        @Override
        public Optional<Sale> find(SaleId id) {
            ask();
            return Optional.of(sale);
        }

        @Override
        public Optional<Snapshot> take(SaleId id, Fingerprint unused) {
            ask();
            Set<Long> now = Set.copyOf(orders);
            return Optional.of(new Snapshot(sale, now::contains));
        }

        private void ask() {
            asked++;
            if (away) {
                throw new BackendUnavailableException("away", null);
            }
        }

        @Override
        public List<Sale> list() {
            return List.of(sale);
        }

        @Override
        public CreatedSale create(NewSale newSale) {
            throw new AssertionError("nobody creates sales here");
        }
    }

    /** Keeps what was told to the others. */
    private static final class Ether implements SaleSignals {
        private final List<SaleId> told = new ArrayList<>();
        private Consumer<SaleId> listener = sale -> {};

        @Override
        public void lookAgain(SaleId sale) {
            told.add(sale);
        }

        @Override
        public void onLookAgain(Consumer<SaleId> newListener) {
            listener = newListener;
        }
    }
}
