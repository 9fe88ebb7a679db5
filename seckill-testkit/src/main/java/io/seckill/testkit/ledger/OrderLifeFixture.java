package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.event.Message;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.event.Outbox;
import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.payment.PaymentEffect;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.release.Cancellation;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The words in which the suites speak of what happens to an order. */
public abstract class OrderLifeFixture extends LedgerFixture {
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration LONG = Duration.ofHours(1);
    /** More than any store has of anything. */
    static final int ALL = 1_000_000;

    /** The store under test; every call gives the same one. */
    protected abstract OrderLifeStore store();

    /** The orders of one sale that a buyer of the store under test may let expire. */
    protected int mostExpired() {
        return 3;
    }

    @Override
    protected final StockLedger ledger() {
        return store().ledger();
    }

    @Override
    protected final SaleCatalog catalog() {
        return store().catalog();
    }

    @Override
    protected final OrderBook orders() {
        return store().orders();
    }

    @Override
    protected final SaleAudit audit() {
        return store().audit();
    }

    @Override
    protected final Instant now() {
        return store().now();
    }

    @Override
    protected final void turn(SaleId sale, SaleState state) {
        store().turn(sale, state);
    }

    @Override
    protected final void cancel(Order order) {
        assertThat(releases().cancel(order.id(), order.buyer())).isInstanceOf(Cancellation.Cancelled.class);
    }

    final OrderReleases releases() {
        return store().releases();
    }

    final PaymentBook payments() {
        return store().payments();
    }

    final Outbox outbox() {
        return store().outbox();
    }

    /** An order of one unit that waits to be paid. */
    final Order unpaid() throws LedgerException {
        return place(request(sale(10, 5), freshBuyer(), freshKey(), 1));
    }

    /** An order that was to be paid a minute ago. */
    final Order due(SaleId sale, String buyer) throws LedgerException {
        Order order = place(request(sale, buyer, freshKey().value(), 1));
        store().lapse(order, MINUTE);
        return order;
    }

    final Order expired() throws LedgerException {
        Order order = unpaid();
        expire(order);
        return order;
    }

    final void expire(Order order) {
        store().lapse(order, MINUTE);
        assertThat(releases().expire(order.saleId(), OrderReleases.MOST_EXPIRED))
                .isEqualTo(1);
    }

    static Payment payment(Order order) {
        return new Payment(freshPaymentId(), order.id(), order.amount());
    }

    static PaymentId freshPaymentId() {
        return new PaymentId(UUID.randomUUID().toString());
    }

    /** Stores a payment and gives it its effect. */
    final PaymentEffect pay(Payment payment) {
        assertThat(payments().receive(payment)).isEqualTo(PaymentBook.Receipt.STORED);
        return payments().settle(payment.id()).orElseThrow();
    }

    final OrderStatus status(Order order) {
        return orders().find(order.id()).orElseThrow().status();
    }

    /** What is unpublished of all sales, smallest ids first. */
    final List<Message> unpublished() {
        return outbox().unpublished(ALL, ALL).messages();
    }

    /** What is unpublished of a sale, smallest ids first. */
    final List<Message> messages(SaleId sale) {
        return unpublished().stream()
                .filter(message -> message.sale().equals(sale))
                .toList();
    }

    final List<OrderEvent.Type> told(SaleId sale) {
        return messages(sale).stream().map(Message::type).toList();
    }
}
