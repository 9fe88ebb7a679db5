package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link io.seckill.core.desk.StockLedger} must do. */
public abstract class StockLedgerContract extends LedgerFixture {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void anOrderSaysWhatWasAskedForAndIsFoundAsItWasAnswered() throws LedgerException {
        SaleId sale = sale(10, 5);
        OrderRequest request = request(sale, "alice", "k", 2);
        Instant before = now();

        Order order = place(request);

        assertThat(new OrderRequest(order.id(), order.saleId(), order.buyer(), order.key(), order.quantity()))
                .isEqualTo(request);
        assertThat(order.amount()).isEqualTo(PRICE.times(2));
        assertThat(order.status()).isEqualTo(OrderStatus.UNPAID);
        assertThat(order.placedAt()).isBetween(before.minusSeconds(1), now().plusSeconds(1));
        assertThat(order.payBy())
                .isEqualTo(order.placedAt()
                        .plus(catalog().find(sale).orElseThrow().terms().payWithin()));
        assertThat(orders().find(order.id())).contains(order);
    }

    @Test
    void theSaleCountsItsOrdersAndItsUnits() throws LedgerException {
        SaleId sale = sale(10, 5);

        commit(request(sale, "alice", "k", 2), request(sale, "bob", "k", 3), request(sale, "carol", "k", 6));

        Sale row = catalog().find(sale).orElseThrow();
        assertThat(row.stock().available()).isEqualTo(5);
        assertThat(row.stock().total()).isEqualTo(10);
        assertThat(row.placed()).isEqualTo(2);
    }

    @Test
    void outcomesComeByPosition() throws LedgerException {
        SaleId sale = sale(3, 2);
        OrderRequest first = request(sale, "alice", "k1", 1);
        OrderRequest again = retry(first);
        OrderRequest tooMany = request(sale, "alice", "k2", 2);
        OrderRequest second = request(sale, "bob", "k1", 2);
        OrderRequest late = request(sale, "carol", "k1", 1);

        List<Outcome> outcomes = commit(first, again, tooMany, second, late);

        Order placed = placed(outcomes.get(0));
        assertThat(placed.id()).isEqualTo(first.orderId());
        assertThat(outcomes.get(1)).isEqualTo(new Outcome.Replayed(placed));
        assertThat(outcomes.get(2)).isEqualTo(Outcome.refused(new Refusal.LimitReached(1)));
        assertThat(placed(outcomes.get(3)).id()).isEqualTo(second.orderId());
        assertThat(outcomes.get(4)).isEqualTo(soldOut());
    }

    @Test
    void aRepeatOfAnEarlierBatchFindsItsOrder() throws LedgerException {
        OrderRequest request = request(sale(10, 5), "alice", "k", 1);
        Order order = place(request);

        assertThat(commit(retry(request))).containsExactly(new Outcome.Replayed(order));
        assertThat(available(request.saleId())).isEqualTo(9);
    }

    @Test
    void aBatchThatIsRunAgainIsAnsweredAsPlacedAgain() throws LedgerException {
        SaleId sale = sale(10, 5);
        OrderRequest[] batch = {request(sale, "alice", "k", 1), request(sale, "bob", "k", 2)};

        List<Outcome> first = commit(batch);

        assertThat(commit(batch)).isEqualTo(first);
        assertThat(first).allSatisfy(LedgerFixture::placed);
        assertThat(available(sale)).isEqualTo(7);
    }

    @Test
    void aRepeatWithAnotherQuantityIsRefused() throws LedgerException {
        SaleId sale = sale(10, 5);
        place(request(sale, "alice", "k", 1));

        assertThat(commit(request(sale, "alice", "k", 2))).containsExactly(Outcome.refused(new Refusal.KeyReused()));
    }

    @Test
    void aRepeatIsAnsweredBeforeTheSaleIsSaidToBeSoldOutOrEnded() throws LedgerException {
        OrderRequest request = request(sale(1, 1), "alice", "k", 1);
        Order order = place(request);

        assertThat(commit(request(request.saleId(), "bob", "k", 1), retry(request)))
                .containsExactly(soldOut(), new Outcome.Replayed(order));
        turn(request.saleId(), SaleState.CLOSED);
        assertThat(commit(request(request.saleId(), "bob", "k", 1), retry(request)))
                .containsExactly(Outcome.refused(new Refusal.Ended()), new Outcome.Replayed(order));
    }

    @Test
    void aRepeatFindsTheOrderInItsPresentState() throws LedgerException {
        OrderRequest request = request(sale(1, 1), "alice", "k", 1);
        cancel(place(request));

        Outcome outcome = commit(retry(request)).get(0);

        assertThat(outcome).isInstanceOf(Outcome.Replayed.class);
        assertThat(((Outcome.Replayed) outcome).order().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void keysBelongToTheirBuyerAndTheirSale() throws LedgerException {
        SaleId one = sale(10, 5);
        SaleId other = sale(10, 5);

        place(request(one, "alice", "k", 1));
        place(request(one, "bob", "k", 2));
        place(request(other, "alice", "k", 3));
    }

    @Test
    void theLimitCountsTheUnitsOfAllLiveOrders() throws LedgerException {
        SaleId sale = sale(10, 3);
        Order first = place(request(sale, "alice", "k1", 2));

        assertThat(commit(request(sale, "alice", "k2", 2)))
                .containsExactly(Outcome.refused(new Refusal.LimitReached(2)));
        place(request(sale, "alice", "k3", 1));
        cancel(first);
        place(request(sale, "alice", "k4", 2));
        assertThat(commit(request(sale, "alice", "k5", 1)))
                .containsExactly(Outcome.refused(new Refusal.LimitReached(3)));
    }

    @Test
    void theLimitOfOneSaleDoesNotCountOrdersOfAnother() throws LedgerException {
        place(request(sale(1, 1), "alice", "k", 1));
        place(request(sale(1, 1), "alice", "k", 1));
    }

    @Test
    void unitsThatComeBackAreSoldAgain() throws LedgerException {
        SaleId sale = sale(1, 1);
        Order order = place(request(sale, "alice", "k", 1));
        assertThat(commit(request(sale, "bob", "k1", 1))).containsExactly(soldOut());

        cancel(order);

        place(request(sale, "bob", "k2", 1));
    }

    @Test
    void whoWantsFewerUnitsGetsThemAfterSomeoneWhoWantedMoreWasRefused() throws LedgerException {
        SaleId sale = sale(2, 5);

        List<Outcome> outcomes = commit(request(sale, "alice", "k", 3), request(sale, "bob", "k", 2));

        assertThat(outcomes.get(0)).isEqualTo(soldOut());
        placed(outcomes.get(1));
    }

    @Test
    void theLedgersClockOpensAndClosesASale() throws LedgerException {
        SaleId upcoming = sale(1, 1, now().plus(HOUR), now().plus(HOUR).plus(HOUR));
        SaleId ended = sale(1, 1, now().minus(HOUR).minus(HOUR), now().minus(HOUR));

        assertThat(commit(request(upcoming, "alice", "k", 1)))
                .containsExactly(Outcome.refused(new Refusal.NotOpen(
                        catalog().find(upcoming).orElseThrow().terms().opensAt())));
        assertThat(commit(request(ended, "alice", "k", 1))).containsExactly(Outcome.refused(new Refusal.Ended()));
    }

    @Test
    void aPausedSaleTakesNoOrdersUntilItGoesOn() throws LedgerException {
        SaleId sale = sale(1, 1);
        turn(sale, SaleState.PAUSED);
        assertThat(commit(request(sale, "alice", "k", 1)))
                .containsExactly(Outcome.refused(new Refusal.NotOpen(
                        catalog().find(sale).orElseThrow().terms().opensAt())));

        turn(sale, SaleState.ACTIVE);

        place(request(sale, "alice", "k", 1));
    }

    @Test
    void aSaleThatIsNotThereIsNotFoundForAll() throws LedgerException {
        SaleId nowhere = freshSaleId();

        assertThat(commit(request(nowhere, "alice", "k", 1), request(nowhere, "bob", "k", 2)))
                .hasSize(2)
                .containsOnly(Outcome.refused(new Refusal.SaleNotFound()));
    }

    @Test
    void buyersKeysAndSalesThatDifferInCaseAreDifferent() throws LedgerException {
        SaleId sale = sale(10, 1);

        place(request(sale, "alice", "k", 1));
        place(request(sale, "Alice", "k", 1));
        assertThat(commit(request(sale, "alice", "K", 1)))
                .containsExactly(Outcome.refused(new Refusal.LimitReached(1)));
        assertThat(commit(request(inCapitals(sale), "alice", "k", 1)))
                .containsExactly(Outcome.refused(new Refusal.SaleNotFound()));
    }

    @Test
    void buyersThatDifferInAccentsOrFormAreDifferent() throws LedgerException {
        SaleId sale = sale(100, 1);
        List<String> names = List.of(
                "alice", "álice", "a\u0301lice", "strasse", "straße", "fi", "ﬁ", "ｆｉ", "ı", "i", "a b", "a\u00a0b");

        for (String name : names) {
            place(request(sale, name, "k", 1));
        }

        assertThat(available(sale)).isEqualTo(100 - names.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"买家", "🙂", "👩‍👩‍👧", "покупатель", "' OR 1=1 --", "%_\\\"`", "${x}#{x}"})
    void anyTextNamesABuyer(String name) throws LedgerException {
        OrderRequest request = request(sale(1, 1), name, "k", 1);

        Order order = place(request);

        assertThat(order.buyer().value()).isEqualTo(name);
        assertThat(orders().find(order.id())).contains(order);
        assertThat(commit(retry(request))).containsExactly(new Outcome.Replayed(order));
    }

    @Test
    void theLongestNamesFit() throws LedgerException {
        SaleId sale = sale(10, 1);
        RequestKey key = new RequestKey("k".repeat(64));

        for (String letter : List.of("a", "价", "🙂")) {
            BuyerId buyer = new BuyerId(letter.repeat(BuyerId.MAX_LENGTH / letter.length()));
            Order order = place(request(sale, buyer, key, 1));
            assertThat(orders().find(sale, buyer, key)).contains(order);
        }
    }

    @Test
    void aThousandOrdersFitInABatch() throws LedgerException {
        SaleId sale = sale(900, 1);
        List<OrderRequest> batch = IntStream.range(0, 1_000)
                .mapToObj(i -> request(sale, "buyer-" + i, "k", 1))
                .toList();

        List<Outcome> outcomes = ledger().commit(sale, batch);

        assertThat(outcomes.subList(0, 900)).allSatisfy(LedgerFixture::placed);
        assertThat(outcomes.subList(900, 1_000)).containsOnly(soldOut());
        assertThat(available(sale)).isZero();
    }
}
