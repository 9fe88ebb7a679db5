package io.seckill.core.payment;

import io.seckill.core.payment.PaymentBook.Receipt;
import io.seckill.core.payment.PaymentGateway.PageRequest;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Sends buyers to the gateway, and takes its word of what they paid. Safe for use by many threads. */
public final class TakePayments {
    private static final System.Logger LOG = System.getLogger(TakePayments.class.getName());

    /** More would only fill the server's threads while the gateway is slow. */
    private static final int MOST_ASKING = 32;

    private final Semaphore asking = new Semaphore(MOST_ASKING);
    private final OrderBook orders;
    private final PaymentBook payments;
    private final Optional<PaymentGateway> gateway;

    /** @param gateway empty: nobody can pay */
    public TakePayments(OrderBook orders, PaymentBook payments, Optional<PaymentGateway> gateway) {
        this.orders = orders;
        this.payments = payments;
        this.gateway = gateway;
    }

    /**
     * Where the buyer pays an order. At most 32 callers wait for the gateway; to further ones it is unavailable at once.
     *
     * @throws io.seckill.core.sale.BackendUnavailableException if the database did not answer; nothing was done
     */
    public PaymentPage page(OrderId id, BuyerId buyer) {
        Optional<Order> found = orders.find(id).filter(order -> order.buyer().equals(buyer));
        if (found.isEmpty()) {
            return new PaymentPage.NotFound();
        }
        Order order = found.get();
        if (order.status() != OrderStatus.UNPAID) {
            return new PaymentPage.WrongStatus(order);
        }
        if (gateway.isEmpty()) {
            return new PaymentPage.Unavailable();
        }
        if (!asking.tryAcquire()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "no page to pay order " + id + " at: " + MOST_ASKING + " callers wait for the gateway");
            return new PaymentPage.Unavailable();
        }
        try {
            return new PaymentPage.Page(gateway.get().page(new PageRequest(id, order.amount(), order.payBy())));
        } catch (PaymentGatewayException e) {
            LOG.log(System.Logger.Level.WARNING, "no page to pay order " + id + " at: " + e.getMessage());
            return new PaymentPage.Unavailable();
        } finally {
            asking.release();
        }
    }

    /**
     * The gateway says that somebody paid. Stores that first, then gives it its effect; told again, it has no other one.
     *
     * @return {@link Receipt#OTHER} if the gateway told of another payment under this id, and this one was not stored
     * @throws io.seckill.core.sale.BackendUnavailableException if the database did not answer; the gateway has to tell again
     */
    public Receipt paid(Payment payment) {
        Receipt receipt = payments.receive(payment);
        if (receipt != Receipt.OTHER) {
            payments.settle(payment.id()).filter(PaymentEffect::isRefunded).ifPresent(effect -> {
                if (receipt == Receipt.STORED) {
                    LOG.log(
                            System.Logger.Level.INFO,
                            "payment {0} of order {1} is refunded: {2}",
                            payment.id(),
                            payment.order(),
                            effect);
                }
            });
        }
        return receipt;
    }
}
