package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.event.Message;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.event.Outbox;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.payment.Payment;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Outbox} must do, along with what writes to it. */
public abstract class OutboxContract extends OrderLifeFixture {
    @Test
    void aBatchIsOneMessageThatNamesEveryOrder() throws LedgerException {
        SaleId sale = sale(2, 1);
        OrderRequest alice = request(sale, "alice \"A\"", "k", 1);
        OrderRequest bob = request(sale, "bob", "k", 1);
        OrderRequest tooLate = request(sale, "carol", "k", 1);
        commit(alice, bob, tooLate);

        List<Message> messages = messages(sale);

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).type()).isEqualTo(OrderEvent.Type.PLACED);
        assertThat(messages.get(0).payload())
                .startsWith("{\"type\":\"PLACED\",\"saleId\":\"" + sale + "\",\"at\":\"")
                .contains(alice.orderId().value(), bob.orderId().value(), "\"alice \\\"A\\\"\"")
                .doesNotContain(tooLate.orderId().value());
    }

    @Test
    void whereNothingHappenedThereIsNoMessage() throws LedgerException {
        SaleId sale = sale(1, 1);
        commit(request(sale, "alice", "k", 2));
        assertThat(messages(sale)).isEmpty();

        OrderRequest request = request(sale, "alice", "k", 1);
        Order order = place(request);
        commit(retry(request));
        releases().expire(sale, 1);
        cancel(order);
        releases().cancel(order.id(), order.buyer());

        assertThat(told(sale)).containsExactly(OrderEvent.Type.PLACED, OrderEvent.Type.CANCELLED);
    }

    @Test
    void anOrdersMessagesComeInTheirOrder() throws LedgerException {
        Order order = unpaid();
        expire(order);
        Payment payment = payment(order);
        pay(payment);
        payments().refunded(payment.id());

        List<Message> messages = messages(order.saleId());

        assertThat(messages)
                .extracting(Message::type)
                .containsExactly(OrderEvent.Type.PLACED, OrderEvent.Type.EXPIRED, OrderEvent.Type.REFUNDED);
        assertThat(messages).allSatisfy(message -> assertThat(message.payload())
                .contains(order.id().value()));
        assertThat(messages).extracting(Message::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void ordersThatExpireTogetherAreOneMessage() throws LedgerException {
        SaleId sale = sale(2, 1);
        List<String> orders =
                List.of(due(sale, "alice").id().value(), due(sale, "bob").id().value());

        assertThat(releases().expire(sale, OrderReleases.MOST_EXPIRED)).isEqualTo(2);

        assertThat(told(sale)).containsExactly(OrderEvent.Type.PLACED, OrderEvent.Type.PLACED, OrderEvent.Type.EXPIRED);
        assertThat(messages(sale).get(2).payload()).contains(orders);
    }

    @Test
    void whatIsPublishedDoesNotComeAgain() throws LedgerException {
        SaleId sale = sale(10, 5);
        place(request(sale, "alice", "k1", 1));
        place(request(sale, "alice", "k2", 1));
        List<Message> messages = messages(sale);

        outbox().published(List.of(messages.get(1).id()));
        assertThat(messages(sale)).containsExactly(messages.get(0));

        outbox().published(List.of(messages.get(0).id(), messages.get(1).id(), Long.MAX_VALUE));
        outbox().published(List.of());
        assertThat(messages(sale)).isEmpty();
    }

    @Test
    void theSmallestIdsComeFirst() throws LedgerException {
        unpaid();
        unpaid();
        List<Message> all = unpublished();

        assertThat(all).extracting(Message::id).isSorted();
        assertThat(outbox().unpublished(1, ALL)).isEqualTo(new Outbox.Waiting(all.subList(0, 1), true));
        assertThat(outbox().unpublished(2, ALL).messages()).isEqualTo(all.subList(0, 2));
    }

    @Test
    void noMoreOrdersComeThanAskedForAndOneMessageInAnyCase() throws LedgerException {
        publishAll();
        for (int orders : List.of(3, 2, 1, 1)) {
            SaleId sale = sale(10, 5);
            commit(Stream.generate(() -> request(sale, freshBuyer(), freshKey(), 1))
                    .limit(orders)
                    .toArray(OrderRequest[]::new));
        }
        List<Message> all = unpublished();
        assertThat(all).hasSize(4);

        assertThat(outbox().unpublished(ALL, 2)).isEqualTo(new Outbox.Waiting(all.subList(0, 1), true));
        assertThat(outbox().unpublished(ALL, 3)).isEqualTo(new Outbox.Waiting(all.subList(0, 1), true));
        assertThat(outbox().unpublished(ALL, 6)).isEqualTo(new Outbox.Waiting(all.subList(0, 3), true));
        assertThat(outbox().unpublished(ALL, 7)).isEqualTo(new Outbox.Waiting(all, false));
        assertThat(outbox().unpublished(2, 7)).isEqualTo(new Outbox.Waiting(all.subList(0, 2), true));
    }

    @Test
    void whatWasPublishedIsPublishedAgainWhenItsStreamWasLost() throws LedgerException {
        publishAll();
        Order order = unpaid();
        Order other = unpaid();
        publishAll();
        Instant now = now();

        assertThat(outbox().publishAgain(now.plus(LONG))).isZero();
        assertThat(unpublished()).isEmpty();

        assertThat(outbox().publishAgain(now.minus(LONG))).isGreaterThanOrEqualTo(2);
        assertThat(told(order.saleId())).containsExactly(OrderEvent.Type.PLACED);
        assertThat(told(other.saleId())).containsExactly(OrderEvent.Type.PLACED);
        assertThat(outbox().publishAgain(now.minus(LONG))).isZero();
    }

    @Test
    void whatWasPublishedIsRemovedAfterAWhile() throws LedgerException {
        removeAll();
        unpaid();
        unpaid();
        publishAll();
        Order waiting = unpaid();

        assertThat(outbox().remove(LONG, ALL)).isZero();
        assertThat(outbox().remove(Duration.ZERO, 1)).isEqualTo(1);
        assertThat(outbox().remove(Duration.ZERO, ALL)).isEqualTo(1);

        assertThat(outbox().publishAgain(Instant.EPOCH)).isZero();
        assertThat(told(waiting.saleId())).containsExactly(OrderEvent.Type.PLACED);
    }

    @Test
    void theBacklogIsWhatWaits() throws LedgerException {
        publishAll();
        assertThat(outbox().backlog()).isEqualTo(new Outbox.Backlog(0, Duration.ZERO));

        unpaid();
        unpaid();

        assertThat(outbox().backlog().messages()).isEqualTo(2);
        assertThat(outbox().backlog().oldest()).isBetween(Duration.ZERO, LONG);
    }

    private void publishAll() {
        outbox().published(unpublished().stream().map(Message::id).toList());
    }

    private void removeAll() {
        publishAll();
        outbox().remove(Duration.ZERO, ALL);
    }
}
