package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleEdit;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.InvalidTermsException;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.Stock;
import io.seckill.testkit.ledger.OperatorEntry.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link SaleOperations} must do, beside a ledger that sells. */
public abstract class SaleOperationsContract extends LedgerFixture {
    private static final BuyerId ANNA = new BuyerId("anna");
    private static final BuyerId BELA = new BuyerId("béla");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PATIENCE_SECONDS = 60;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** The operations under test; by default every call gives the same store. */
    protected abstract SaleOperations operations();

    /** The same as another node has it, if it can be. */
    protected SaleOperations otherOperations() {
        return operations();
    }

    /** What the log says of a sale but for its creation, the latest last. */
    protected abstract List<OperatorEntry> log(SaleId sale);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void anEditChangesTheTermsAndRaisesTheRevision() {
        SaleId sale = sale(7, 3);
        Sale before = found(sale);
        Instant opensAt = before.terms().opensAt().plus(HOUR);
        Instant closesAt = before.terms().closesAt().plus(HOUR);
        SaleEdit all =
                new SaleEdit(Optional.of("价 \"two\" \\"), Optional.of(opensAt), Optional.of(closesAt), Optional.of(4));

        Sale edited = done(operations().edit(sale, 0, all, ANNA));

        assertThat(edited).isEqualTo(found(sale));
        assertThat(edited.terms()).isEqualTo(all.applyTo(before.terms()));
        assertThat(edited.revision()).isEqualTo(1);
        assertThat(edited.stock()).isEqualTo(Stock.full(7));
        assertLogged(sale, ANNA, "edit", "DONE", before, edited);
    }

    @Test
    void anEditThatChangesNothingIsUnchanged() {
        SaleId sale = sale(7, 3);
        Sale before = found(sale);

        assertThat(operations().edit(sale, 0, limit(3), ANNA)).isEqualTo(new Operated.Unchanged(before));
        assertThat(found(sale)).isEqualTo(before);
        assertLogged(sale, ANNA, "edit", "UNCHANGED", before, before);
    }

    @Test
    void anEditOfAnotherRevisionIsRefused() {
        SaleId sale = sale(7, 3);
        Sale second = done(operations().edit(sale, 0, limit(4), ANNA));

        assertThat(operations().edit(sale, 0, limit(5), BELA)).isEqualTo(new Operated.OtherRevision(second));
        assertThat(operations().edit(sale, 2, limit(5), BELA)).isEqualTo(new Operated.OtherRevision(second));
        assertThat(found(sale)).isEqualTo(second);
        assertLogged(sale, BELA, "edit", "OTHER_REVISION", second, second);
    }

    @Test
    void termsThatCannotBeAreRefusedByTheirFieldAndInTheLog() {
        SaleId sale = sale(7, 3);
        Sale before = found(sale);
        SaleEdit tooEarly = new SaleEdit(
                Optional.empty(), Optional.empty(), Optional.of(before.terms().opensAt()), Optional.empty());

        assertThatThrownBy(() -> operations().edit(sale, 0, tooEarly, ANNA))
                .isInstanceOf(InvalidTermsException.class)
                .hasMessageStartingWith("closesAt: must be after opensAt");
        assertThat(found(sale)).isEqualTo(before);
        assertLogged(sale, ANNA, "edit", "INVALID", before, before);
    }

    @Test
    void aLimitMayGoDownToWhatABuyerHasAndNoFurther() throws LedgerException {
        SaleId sale = sale(20, 5);
        place(request(sale, "alice", "k1", 2));
        place(request(sale, "alice", "k2", 2));
        cancel(place(request(sale, "bob", "k", 5)));
        Sale before = found(sale);

        assertThat(operations().edit(sale, 0, limit(3), ANNA)).isEqualTo(new Operated.LimitBelowBought(before, 4));
        assertLogged(sale, ANNA, "edit", "BELOW_BOUGHT", before, before);
        done(operations().edit(sale, 0, limit(4), ANNA));
        assertThat(commit(request(sale, "alice", "k3", 1)))
                .containsExactly(Outcome.refused(new Refusal.LimitReached(4)));
    }

    @Test
    void aSaleThatIsEditedToEndEnds() throws LedgerException {
        SaleId sale = sale(7, 3);
        SaleEdit over =
                new SaleEdit(Optional.empty(), Optional.empty(), Optional.of(now().minusSeconds(1)), Optional.empty());

        done(operations().edit(sale, 0, over, ANNA));

        assertThat(commit(request(sale, "alice", "k", 1))).containsExactly(Outcome.refused(new Refusal.Ended()));
    }

    @Test
    void aSaleThatIsNotThereIsNotFoundAndTheAttemptIsInTheLog() {
        SaleId none = freshSaleId();

        assertThat(operations().edit(none, 0, limit(1), ANNA)).isEqualTo(new Operated.NotFound());
        assertThat(operations().restock(none, 1, freshKey(), ANNA)).isEqualTo(new Operated.NotFound());
        assertThat(operations().turn(none, SaleState.PAUSED, ANNA)).isEqualTo(new Operated.NotFound());
        assertThat(log(none)).extracting(OperatorEntry::action).containsExactly("edit", "restock", "pause");
        assertThat(log(none)).allMatch(entry -> entry.outcome().equals("NOT_FOUND"));
        assertThat(log(none))
                .allMatch(entry -> entry.before().isEmpty() && entry.after().isEmpty());
    }

    @Test
    void aRestockAddsUnits() {
        SaleId sale = sale(7, 3);
        Sale before = found(sale);

        Sale more = done(operations().restock(sale, 5, freshKey(), ANNA));

        assertThat(more).isEqualTo(found(sale));
        assertThat(more.stock()).isEqualTo(Stock.full(12));
        assertThat(more.revision()).isEqualTo(1);
        assertLogged(sale, ANNA, "restock", "DONE", before, more);
    }

    @Test
    void aCreationIsRepeatedAfterARestock() {
        NewSale asked = newSale(7, terms(3, now().minus(HOUR), now().plus(HOUR)));
        catalog().create(asked);
        Sale more = done(operations().restock(asked.id(), 5, freshKey(), ANNA));

        assertThat(catalog().create(asked)).isEqualTo(new CreatedSale.Replayed(more));
        assertThat(catalog().create(withTotal(asked, 12))).isEqualTo(new CreatedSale.KeyReused());
    }

    @Test
    void aCreationIsComparedWithWhatWasAskedAndNotWithAnEdit() {
        NewSale asked = newSale(7, terms(3, now().minus(HOUR), now().plus(HOUR)));
        catalog().create(asked);
        Sale edited = done(operations().edit(asked.id(), 0, limit(4), ANNA));
        NewSale asEdited = new NewSale(freshSaleId(), edited.terms(), asked.total(), asked.operator(), asked.key());

        assertThat(catalog().create(asEdited)).isEqualTo(new CreatedSale.KeyReused());
        assertThat(catalog().create(asked)).isEqualTo(new CreatedSale.Replayed(edited));
    }

    private static NewSale withTotal(NewSale asked, int total) {
        return new NewSale(freshSaleId(), asked.terms(), total, asked.operator(), asked.key());
    }

    @Test
    void unitsMayBeTakenAwayDownToWhatIsHeldAndNoFurther() throws LedgerException {
        SaleId sale = sale(7, 3);
        place(request(sale, "alice", "k", 3));
        Sale before = found(sale);

        assertThat(operations().restock(sale, -5, freshKey(), ANNA))
                .isEqualTo(new Operated.DeltaOutOfBounds(before, -4, NewSale.MAX_TOTAL - 7));
        assertThat(found(sale)).isEqualTo(before);
        assertLogged(sale, ANNA, "restock", "OUT_OF_BOUNDS", before, before);

        assertThat(done(operations().restock(sale, -4, freshKey(), ANNA)).stock())
                .isEqualTo(new Stock(3, 0));
        assertThat(commit(request(sale, "bob", "k", 1))).containsExactly(soldOut());
    }

    @Test
    void aSaleHasNoMoreUnitsThanASaleMayHave() {
        SaleId sale = sale(7, 3);
        int most = NewSale.MAX_TOTAL - 7;

        for (int tooMany : new int[] {most + 1, Integer.MAX_VALUE}) {
            assertThat(operations().restock(sale, tooMany, freshKey(), ANNA))
                    .isEqualTo(new Operated.DeltaOutOfBounds(found(sale), -7, most));
        }
        assertThat(operations().restock(sale, Integer.MIN_VALUE, freshKey(), ANNA))
                .isEqualTo(new Operated.DeltaOutOfBounds(found(sale), -7, most));
        assertThat(done(operations().restock(sale, most, freshKey(), ANNA)).stock())
                .isEqualTo(Stock.full(NewSale.MAX_TOTAL));
        assertThat(done(operations().restock(sale, -NewSale.MAX_TOTAL, freshKey(), ANNA))
                        .stock())
                .isEqualTo(Stock.full(0));
    }

    @Test
    void aRestockOfNothingIsNone() {
        SaleId sale = sale(7, 3);

        assertThatThrownBy(() -> operations().restock(sale, 0, freshKey(), ANNA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delta: must not be 0");
        assertThat(log(sale)).isEmpty();
    }

    @Test
    void theSameRestockAgainIsDoneOnce() {
        SaleId sale = sale(7, 3);
        RequestKey key = freshKey();
        Sale once = done(operations().restock(sale, 5, key, ANNA));

        assertThat(operations().restock(sale, 5, key, ANNA)).isEqualTo(new Operated.Unchanged(once));
        assertThat(found(sale)).isEqualTo(once);
        assertLogged(sale, ANNA, "restock", "UNCHANGED", once, once);

        Sale closed = done(operations().turn(sale, SaleState.CLOSED, ANNA));
        assertThat(operations().restock(sale, 5, key, ANNA)).isEqualTo(new Operated.Unchanged(closed));
    }

    @Test
    void aKeyIsForOneRestockOfOneOperator() {
        SaleId sale = sale(7, 3);
        SaleId another = sale(7, 3);
        RequestKey key = freshKey();
        Sale once = done(operations().restock(sale, 5, key, ANNA));

        assertThat(operations().restock(sale, 6, key, ANNA)).isEqualTo(new Operated.KeyReused());
        assertLogged(sale, ANNA, "restock", "KEY_REUSED", once, once);
        assertThat(operations().restock(another, 5, key, ANNA)).isEqualTo(new Operated.KeyReused());
        assertThat(found(another).stock()).isEqualTo(Stock.full(7));
        assertThat(done(operations().restock(sale, 6, key, BELA)).stock()).isEqualTo(Stock.full(18));
    }

    @Test
    void aRefusedRestockLeavesItsKeyFree() throws LedgerException {
        SaleId sale = sale(7, 3);
        Order held = place(request(sale, "alice", "k", 3));
        RequestKey key = freshKey();
        assertThat(operations().restock(sale, -7, key, ANNA)).isInstanceOf(Operated.DeltaOutOfBounds.class);
        cancel(held);

        assertThat(done(operations().restock(sale, -7, key, ANNA)).stock()).isEqualTo(Stock.full(0));
    }

    @Test
    void aSoldOutSaleThatIsRestockedSellsExactlyThoseUnits() throws LedgerException {
        SaleId sale = sale(3, 1);
        assertThat(commit(requests(sale, "a", 5))).filteredOn(soldOut()::equals).hasSize(2);

        done(operations().restock(sale, 4, freshKey(), ANNA));

        List<Outcome> outcomes = commit(requests(sale, "b", 6));
        assertThat(outcomes).filteredOn(Outcome.Placed.class::isInstance).hasSize(4);
        assertThat(outcomes).filteredOn(soldOut()::equals).hasSize(2);
        assertThat(found(sale).stock()).isEqualTo(new Stock(7, 0));
    }

    @Test
    void aPausedSaleSellsNothingUntilItIsResumed() throws LedgerException {
        SaleId sale = sale(7, 3);
        Sale before = found(sale);

        Sale paused = done(operations().turn(sale, SaleState.PAUSED, ANNA));
        assertThat(paused.revision()).isEqualTo(1);
        assertLogged(sale, ANNA, "pause", "DONE", before, paused);
        assertThat(commit(request(sale, "alice", "k", 1)))
                .containsExactly(
                        Outcome.refused(new Refusal.NotOpen(before.terms().opensAt())));
        assertThat(operations().turn(sale, SaleState.PAUSED, BELA)).isEqualTo(new Operated.Unchanged(paused));
        assertLogged(sale, BELA, "pause", "UNCHANGED", paused, paused);

        Sale resumed = done(operations().turn(sale, SaleState.ACTIVE, BELA));
        assertLogged(sale, BELA, "resume", "DONE", paused, resumed);
        place(request(sale, "alice", "k", 1));
    }

    @Test
    void aPausedSaleCanBeEditedAndRestocked() {
        SaleId sale = sale(7, 3);
        done(operations().turn(sale, SaleState.PAUSED, ANNA));

        done(operations().edit(sale, 1, limit(4), ANNA));
        Sale restocked = done(operations().restock(sale, 1, freshKey(), ANNA));

        assertThat(restocked.state()).isEqualTo(SaleState.PAUSED);
        assertThat(restocked.terms().limitPerBuyer()).isEqualTo(4);
    }

    @Test
    void aClosedSaleStaysClosed() throws LedgerException {
        SaleId sale = sale(7, 3);
        Sale closed = done(operations().turn(sale, SaleState.CLOSED, ANNA));

        assertThat(operations().turn(sale, SaleState.ACTIVE, ANNA)).isEqualTo(new Operated.Closed(closed));
        assertLogged(sale, ANNA, "resume", "CLOSED", closed, closed);
        assertThat(operations().turn(sale, SaleState.PAUSED, ANNA)).isEqualTo(new Operated.Closed(closed));
        assertThat(operations().turn(sale, SaleState.CLOSED, ANNA)).isEqualTo(new Operated.Unchanged(closed));
        assertThat(operations().edit(sale, 1, limit(4), ANNA)).isEqualTo(new Operated.Closed(closed));
        assertThat(operations().restock(sale, 1, freshKey(), ANNA)).isEqualTo(new Operated.Closed(closed));
        assertThat(found(sale)).isEqualTo(closed);
        assertThat(commit(request(sale, "alice", "k", 1))).containsExactly(Outcome.refused(new Refusal.Ended()));
    }

    @Test
    void afterAPauseIsAnsweredNothingIsPlacedHoweverManyWait() throws Exception {
        SaleId sale = sale(1_000_000, 1);
        CountDownLatch some = new CountDownLatch(3);
        Future<List<Outcome>> selling = threads.submit(() -> sellUntilRefused(sale, some));
        assertThat(some.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        done(otherOperations().turn(sale, SaleState.PAUSED, ANNA));
        Sale atThePause = found(sale);

        List<Outcome> outcomes = get(selling);
        assertThat(found(sale)).as("when the last batch was refused").isEqualTo(atThePause);
        assertThat(outcomes).filteredOn(Outcome.Placed.class::isInstance).hasSize((int) atThePause.placed());
        assertThat(outcomes.get(outcomes.size() - 1))
                .isEqualTo(
                        Outcome.refused(new Refusal.NotOpen(atThePause.terms().opensAt())));
    }

    @Test
    void unitsAddUpWhenASaleIsRestockedWhileItSells() throws Exception {
        SaleId sale = sale(100, 1);
        Future<List<Outcome>> selling = threads.submit(() -> sell(sale, 40, 25));
        int added = 0;
        for (int i = 0; i < 20; i++) {
            done(otherOperations().restock(sale, 20, freshKey(), ANNA));
            added += 20;
            if (otherOperations().restock(sale, -3, freshKey(), BELA) instanceof Operated.Done) {
                added -= 3;
            }
        }

        long placed =
                get(selling).stream().filter(Outcome.Placed.class::isInstance).count();

        Stock left = found(sale).stock();
        assertThat(left.total()).isEqualTo(100 + added);
        assertThat(left.total() - left.available()).isEqualTo((int) placed);
    }

    @Test
    void restocksAtOnceWithOneKeyAreDoneOnce() throws Exception {
        SaleId sale = sale(7, 3);
        RequestKey key = freshKey();

        List<Operated> operated = atOnce(() -> operations().restock(sale, 5, key, ANNA), () -> otherOperations()
                .restock(sale, 5, key, ANNA));

        assertThat(operated).filteredOn(Operated.Done.class::isInstance).hasSize(1);
        assertThat(operated).filteredOn(Operated.Unchanged.class::isInstance).hasSize(operated.size() - 1);
        assertThat(found(sale).stock()).isEqualTo(Stock.full(12));
    }

    @Test
    void restocksOfTwoSalesAtOnceWithOneKeyAreDoneOnce() throws Exception {
        for (int i = 0; i < 10; i++) {
            SaleId one = sale(7, 3);
            SaleId other = sale(7, 3);
            RequestKey key = freshKey();

            List<Operated> operated = atOnce(() -> operations().restock(one, 5, key, ANNA), () -> otherOperations()
                    .restock(other, 5, key, ANNA));

            assertThat(found(one).stock().total() + found(other).stock().total())
                    .isEqualTo(19);
            assertThat(operated).filteredOn(Operated.Done.class::isInstance).hasSize(1);
            assertThat(operated)
                    .filteredOn(outcome -> !(outcome instanceof Operated.Done))
                    .hasOnlyElementsOfTypes(Operated.Unchanged.class, Operated.KeyReused.class);
        }
    }

    @Test
    void theLogTellsWhoAskedForWhatAndWhen() {
        SaleId sale = sale(7, 3);
        Instant before = now();

        operations().restock(sale, 12_345, freshKey(), BELA);
        operations().edit(sale, 1, limit(678), BELA);

        assertThat(log(sale)).extracting(OperatorEntry::operator).containsExactly(BELA, BELA);
        assertThat(log(sale).get(0).asked()).contains("12345");
        assertThat(log(sale).get(1).asked()).contains("678");
        assertThat(log(sale)).allSatisfy(entry -> assertThat(entry.at()).isBetween(before, now()));
    }

    private void assertLogged(SaleId sale, BuyerId operator, String action, String outcome, Sale before, Sale after) {
        List<OperatorEntry> entries = log(sale);
        OperatorEntry last = entries.get(entries.size() - 1);
        assertThat(last.operator()).isEqualTo(operator);
        assertThat(last.action()).isEqualTo(action);
        assertThat(last.outcome()).isEqualTo(outcome);
        assertThat(last.before()).contains(Standing.of(before));
        assertThat(last.after()).contains(Standing.of(after));
    }

    private Sale found(SaleId sale) {
        return catalog().find(sale).orElseThrow();
    }

    private static Sale done(Operated operated) {
        assertThat(operated).isInstanceOf(Operated.Done.class);
        return ((Operated.Done) operated).sale();
    }

    private static SaleEdit limit(int limit) {
        return new SaleEdit(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(limit));
    }

    private static OrderRequest[] requests(SaleId sale, String buyers, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> request(sale, buyers + i, "k", 1))
                .toArray(OrderRequest[]::new);
    }

    private List<Outcome> sell(SaleId sale, int batches, int size) throws LedgerException {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            outcomes.addAll(commit(requests(sale, "batch-" + i + "-", size)));
        }
        return outcomes;
    }

    private List<Outcome> sellUntilRefused(SaleId sale, CountDownLatch batches) throws LedgerException {
        List<Outcome> outcomes = new ArrayList<>();
        do {
            outcomes.addAll(commit(requests(sale, "at-" + outcomes.size() + "-", 10)));
            batches.countDown();
        } while (outcomes.get(outcomes.size() - 1) instanceof Outcome.Placed);
        return outcomes;
    }

    private List<Operated> atOnce(Callable<Operated> one, Callable<Operated> other) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Operated>> asked = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Callable<Operated> call = i % 2 == 0 ? one : other;
            asked.add(threads.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        start.countDown();
        List<Operated> operated = new ArrayList<>();
        for (Future<Operated> each : asked) {
            operated.add(get(each));
        }
        return operated;
    }

    private static <T> T get(Future<T> result) throws Exception {
        return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
