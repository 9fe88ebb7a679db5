package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link OrderBook} must do. */
public abstract class OrderBookContract extends LedgerFixture {
    private static final int MORE_THAN_A_PAGE = OrderBook.MAX_PAGE + 5;

    @Test
    void anOrderIsFoundByItsIdAndByItsRequest() throws LedgerException {
        OrderRequest request = request(sale(10, 5), "alice", "k", 2);
        Order order = place(request);

        assertThat(orders().find(order.id())).contains(order);
        assertThat(orders().find(request.saleId(), request.buyer(), request.key()))
                .contains(order);
    }

    @Test
    void whatIsNotThereIsNotFound() throws LedgerException {
        SaleId sale = sale(10, 5);
        OrderRequest refused = request(sale, "alice", "k", 6);
        commit(refused);

        assertThat(orders().find(refused.orderId())).isEmpty();
        assertThat(orders().find(sale, refused.buyer(), refused.key())).isEmpty();
        assertThat(orders().find(freshSaleId(), refused.buyer(), refused.key())).isEmpty();
    }

    @Test
    void aRequestIsLookedUpExactly() throws LedgerException {
        SaleId sale = sale(10, 5);
        place(request(sale, "alice", "key", 1));

        assertThat(orders().find(sale, new BuyerId("Alice"), new RequestKey("key")))
                .isEmpty();
        assertThat(orders().find(sale, new BuyerId("álice"), new RequestKey("key")))
                .isEmpty();
        assertThat(orders().find(sale, new BuyerId("alice"), new RequestKey("KEY")))
                .isEmpty();
        assertThat(orders().find(inCapitals(sale), new BuyerId("alice"), new RequestKey("key")))
                .isEmpty();
    }

    @Test
    void anOrderIsFoundAsItStandsNow() throws LedgerException {
        Order order = place(request(sale(10, 5), "alice", "k", 2));
        cancel(order);

        assertThat(orders().find(order.id()).orElseThrow().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void aBuyersOrdersAreListedNewestFirst() throws LedgerException {
        BuyerId buyer = freshBuyer();
        List<Order> placed = place(buyer, 3);
        place(freshBuyer(), 1);

        assertThat(orders().list(buyer, Optional.empty(), 10)).isEqualTo(newestFirst(placed));
    }

    @Test
    void aPageBeginsAfterTheOrderThatIsNamedAndHasAtMostSoMany() throws LedgerException {
        BuyerId buyer = freshBuyer();
        List<Order> newest = newestFirst(place(buyer, 5));

        assertThat(orders().list(buyer, Optional.empty(), 2)).isEqualTo(newest.subList(0, 2));
        assertThat(orders().list(buyer, Optional.of(newest.get(1).id()), 2)).isEqualTo(newest.subList(2, 4));
        assertThat(orders().list(buyer, Optional.of(newest.get(3).id()), 2)).isEqualTo(newest.subList(4, 5));
        assertThat(orders().list(buyer, Optional.of(newest.get(4).id()), 2)).isEmpty();
    }

    @Test
    void pagesTogetherHoldEveryOrderOnce() throws LedgerException {
        BuyerId buyer = freshBuyer();
        List<Order> newest = newestFirst(place(buyer, MORE_THAN_A_PAGE));

        List<Order> first = orders().list(buyer, Optional.empty(), OrderBook.MAX_PAGE);
        OrderId last = first.get(first.size() - 1).id();
        List<Order> all = new ArrayList<>(first);
        all.addAll(orders().list(buyer, Optional.of(last), OrderBook.MAX_PAGE));

        assertThat(first).hasSize(OrderBook.MAX_PAGE);
        assertThat(all).isEqualTo(newest);
    }

    @Test
    void anotherBuyersOrderAsTheBeginningOfAPageShowsNothingOfTheirs() throws LedgerException {
        BuyerId buyer = freshBuyer();
        Order mine = place(buyer, 1).get(0);
        Order theirs = place(freshBuyer(), 1).get(0);

        assertThat(orders().list(buyer, Optional.of(theirs.id()), 10)).containsExactly(mine);
    }

    @Test
    void buyersWhoDifferInCaseOrAccentDoNotSeeEachOthersOrders() throws LedgerException {
        String unique = freshSaleId().value();
        SaleId sale = sale(10, 5);
        Order mine = place(request(sale, "alice" + unique, "k", 1));
        place(request(sale, "Alice" + unique, "k", 1));
        place(request(sale, "álice" + unique, "k", 1));

        assertThat(orders().list(mine.buyer(), Optional.empty(), 10)).containsExactly(mine);
    }

    @Test
    void aBuyerWithoutOrdersHasAnEmptyList() {
        assertThat(orders().list(freshBuyer(), Optional.empty(), 10)).isEmpty();
    }

    @Test
    void ordersAreCountedByStatus() throws LedgerException {
        SaleId sale = sale(10, 5);
        assertThat(orders().countByStatus(sale)).isEmpty();
        place(request(sale, "alice", "k", 1));
        place(request(sale, "bob", "k", 4));
        cancel(place(request(sale, "carol", "k", 1)));

        assertThat(orders().countByStatus(sale))
                .containsOnly(Map.entry(OrderStatus.UNPAID, 2L), Map.entry(OrderStatus.CANCELLED, 1L));
    }

    /** In one batch and in two, so that the time they were placed at does not tell all of them apart. */
    private List<Order> place(BuyerId buyer, int count) throws LedgerException {
        SaleId sale = sale(count, count);
        List<OrderRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(request(sale, buyer, freshKey(), 1));
        }
        List<Order> placed = new ArrayList<>();
        int middle = (count + 1) / 2;
        for (List<OrderRequest> batch : List.of(requests.subList(0, middle), requests.subList(middle, count))) {
            if (!batch.isEmpty()) {
                ledger().commit(sale, batch).forEach(outcome -> placed.add(placed(outcome)));
            }
        }
        return placed;
    }

    private static List<Order> newestFirst(List<Order> placed) {
        List<Order> turned = new ArrayList<>(placed);
        Collections.reverse(turned);
        return turned;
    }
}
