package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.release.Cancellation;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link OrderReleases} must do. */
public abstract class OrderReleasesContract extends OrderLifeFixture {
    private static final int MOST = OrderReleases.MOST_EXPIRED;

    @Test
    void theUnitsOfACancelledOrderAreSoldAgain() throws LedgerException {
        SaleId sale = sale(2, 2);
        Order order = place(request(sale, "alice", "k", 2));
        Order cancelled = order.withStatus(OrderStatus.CANCELLED);

        assertThat(releases().cancel(order.id(), order.buyer())).isEqualTo(new Cancellation.Cancelled(cancelled));

        assertThat(orders().find(order.id())).contains(cancelled);
        assertThat(available(sale)).isEqualTo(2);
        place(request(sale, "bob", "k", 2));
    }

    @Test
    void aSecondCancelDoesNothing() throws LedgerException {
        Order order = unpaid();
        cancel(order);

        assertThat(releases().cancel(order.id(), order.buyer()))
                .isEqualTo(new Cancellation.AlreadyCancelled(order.withStatus(OrderStatus.CANCELLED)));
        assertThat(available(order.saleId())).isEqualTo(10);
    }

    @Test
    void twoCancelsAtOnceGiveTheUnitsBackOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            Order order = unpaid();

            List<Cancellation> outcomes =
                    AtOnce.call(Collections.nCopies(2, () -> releases().cancel(order.id(), order.buyer())));

            assertThat(outcomes)
                    .hasAtLeastOneElementOfType(Cancellation.Cancelled.class)
                    .hasAtLeastOneElementOfType(Cancellation.AlreadyCancelled.class);
            assertThat(available(order.saleId())).isEqualTo(10);
        }
    }

    @Test
    void anotherBuyersOrderIsNotFound() throws LedgerException {
        Order order = place(request(sale(1, 1), "alice", "k", 1));

        for (String other : List.of("bob", "Alice", "álice")) {
            assertThat(releases().cancel(order.id(), new BuyerId(other))).isEqualTo(new Cancellation.NotFound());
        }
        assertThat(status(order)).isEqualTo(OrderStatus.UNPAID);
    }

    @Test
    void anOrderThatIsNotThereIsNotFound() {
        OrderRequest never = request(freshSaleId(), "alice", "k", 1);

        assertThat(releases().cancel(never.orderId(), never.buyer())).isEqualTo(new Cancellation.NotFound());
    }

    @Test
    void aPaidOrderIsNotCancelled() throws LedgerException {
        Order order = unpaid();
        pay(payment(order));

        assertThat(releases().cancel(order.id(), order.buyer()))
                .isEqualTo(new Cancellation.WrongStatus(order.withStatus(OrderStatus.PAID)));
        assertThat(available(order.saleId())).isEqualTo(9);
    }

    @Test
    void anExpiredOrderIsNotCancelled() throws LedgerException {
        Order order = expired();

        assertThat(releases().cancel(order.id(), order.buyer())).isInstanceOf(Cancellation.WrongStatus.class);
        assertThat(status(order)).isEqualTo(OrderStatus.EXPIRED);
        assertThat(available(order.saleId())).isEqualTo(10);
    }

    @Test
    void anOrderThatIsDueMayBeCancelledAndThenDoesNotExpire() throws LedgerException {
        Order order = due(sale(1, 1), "alice");
        cancel(order);

        assertThat(releases().expire(order.saleId(), MOST)).isZero();
        assertThat(status(order)).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void anOrderDoesNotExpireBeforeItsTime() throws LedgerException {
        Order order = unpaid();
        store().lapse(order, MINUTE.negated());

        assertThat(releases().due(ALL)).doesNotContain(order.saleId());
        assertThat(releases().expire(order.saleId(), MOST)).isZero();
        assertThat(status(order)).isEqualTo(OrderStatus.UNPAID);
    }

    @Test
    void anOrderExpiresOnceWhenItsTimeIsOver() throws LedgerException {
        SaleId sale = sale(1, 1);
        Order order = due(sale, "alice");

        assertThat(releases().due(ALL)).containsOnlyOnce(sale);
        assertThat(releases().expire(sale, MOST)).isEqualTo(1);

        assertThat(status(order)).isEqualTo(OrderStatus.EXPIRED);
        assertThat(releases().due(ALL)).doesNotContain(sale);
        assertThat(releases().expire(sale, MOST)).isZero();
        assertThat(available(sale)).isEqualTo(1);
    }

    @Test
    void expiredUnitsAreSoldAgain() throws LedgerException {
        SaleId sale = sale(3, 3);
        Order order = place(request(sale, "alice", "k", 3));
        assertThat(commit(request(sale, "bob", "k1", 1))).containsExactly(soldOut());

        expire(order);

        place(request(sale, "bob", "k2", 3));
    }

    @Test
    void paidOrdersDoNotExpire() throws LedgerException {
        Order order = due(sale(1, 1), "alice");
        pay(payment(order));

        assertThat(releases().due(ALL)).doesNotContain(order.saleId());
        assertThat(releases().expire(order.saleId(), MOST)).isZero();
    }

    @Test
    void onlyThatSalesOrdersExpire() throws LedgerException {
        Order mine = due(sale(1, 1), "alice");
        Order other = due(sale(1, 1), "alice");

        assertThat(releases().due(ALL)).contains(mine.saleId(), other.saleId());
        assertThat(releases().expire(mine.saleId(), MOST)).isEqualTo(1);

        assertThat(status(other)).isEqualTo(OrderStatus.UNPAID);
    }

    @Test
    void atMostSoManyExpireAndThoseFirstThatAreDueLongest() throws LedgerException {
        SaleId sale = sale(3, 1);
        Order second = due(sale, "alice");
        Order first = due(sale, "bob");
        Order third = due(sale, "carol");
        store().lapse(first, MINUTE.multipliedBy(3));
        store().lapse(second, MINUTE.multipliedBy(2));

        assertThat(releases().expire(sale, 1)).isEqualTo(1);
        assertThat(List.of(status(first), status(second), status(third)))
                .containsExactly(OrderStatus.EXPIRED, OrderStatus.UNPAID, OrderStatus.UNPAID);
        assertThat(releases().expire(sale, 1)).isEqualTo(1);
        assertThat(List.of(status(first), status(second), status(third)))
                .containsExactly(OrderStatus.EXPIRED, OrderStatus.EXPIRED, OrderStatus.UNPAID);
        assertThat(releases().expire(sale, 2)).isEqualTo(1);
    }

    @Test
    void ordersOfAClosedSaleExpireToo() throws LedgerException {
        Order order = unpaid();
        turn(order.saleId(), SaleState.CLOSED);

        expire(order);

        assertThat(available(order.saleId())).isEqualTo(10);
    }

    @Test
    void nodesThatExpireAtOnceExpireEachOrderOnce() throws Exception {
        int orders = 60;
        SaleId sale = sale(orders, 1);
        for (int i = 0; i < orders; i++) {
            due(sale, "buyer-" + i);
        }

        List<Integer> expired = AtOnce.call(Collections.nCopies(
                3, () -> releases().expire(sale, 15) + releases().expire(sale, 15)));

        int left = releases().expire(sale, MOST);
        assertThat(expired.stream().mapToInt(Integer::intValue).sum() + left).isEqualTo(orders);
        assertThat(available(sale)).isEqualTo(orders);
    }

    @Test
    void nothingExpiresOfASaleThatIsNotThere() {
        assertThat(releases().expire(freshSaleId(), MOST)).isZero();
    }

    @Test
    void atMostSoManyDueSalesAreNamed() throws LedgerException {
        due(sale(1, 1), "alice");
        due(sale(1, 1), "alice");

        assertThat(releases().due(1)).hasSize(1);
    }

    @Test
    void whoLetAnOrderExpireMayOrderAgainWithANewKey() throws LedgerException {
        SaleId sale = sale(1, 1);
        OrderRequest request = request(sale, "alice", "k1", 1);
        Order order = place(request);
        expire(order);

        assertThat(commit(retry(request)))
                .containsExactly(new Outcome.Replayed(orders().find(order.id()).orElseThrow()));
        place(request(sale, "alice", "k2", 1));
    }

    @Test
    void whoLetTooManyExpireGetsNoFurtherOneOfThatSale() throws LedgerException {
        SaleId sale = sale(5, 5);
        for (int i = 0; i < mostExpired(); i++) {
            expire(place(request(sale, "alice", "k" + i, 1)));
        }

        assertThat(commit(request(sale, "alice", "once-more", 1)))
                .containsExactly(Outcome.refused(new Refusal.TooManyExpired(mostExpired())));
        place(request(sale, "bob", "k", 1));
        place(request(sale(1, 1), "alice", "k", 1));
    }

    @Test
    void cancelledOrdersDoNotCountAsExpired() throws LedgerException {
        SaleId sale = sale(1, 1);
        for (int i = 0; i < mostExpired() + 1; i++) {
            cancel(place(request(sale, "alice", "k" + i, 1)));
        }

        place(request(sale, "alice", "k", 1));
    }

    @Test
    void whatCannotBeAskedForIsNamed() {
        SaleId sale = freshSaleId();
        assertThatThrownBy(() -> releases().due(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("most: must be 1 or more, but is 0");
        for (int most : List.of(0, MOST + 1)) {
            assertThatThrownBy(() -> releases().expire(sale, most))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("most: must be 1 to " + MOST + ", but is " + most);
        }
    }
}
