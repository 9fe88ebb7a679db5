package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentEffect;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.release.Cancellation;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsOffTest {
    @Test
    void whereNobodyIsToHearOfEventsNoneAreWritten() throws Exception {
        try (RealOrderLife store = new RealOrderLife(new OutboxWriting(false))) {
            SaleId sale = Sales.open(store.real(), 3);
            List<OrderRequest> requests = Sales.requests(sale, 3);
            store.ledger().commit(sale, requests);
            List<Order> orders = requests.stream()
                    .map(request -> store.orders().find(request.orderId()).orElseThrow())
                    .toList();

            Payment payment = new Payment(
                    new PaymentId("p-1"), orders.get(0).id(), orders.get(0).amount());
            store.payments().receive(payment);
            assertThat(store.payments().settle(payment.id())).contains(PaymentEffect.PAYS);
            assertThat(store.releases().cancel(orders.get(1).id(), orders.get(1).buyer()))
                    .isInstanceOf(Cancellation.Cancelled.class);
            store.lapse(orders.get(2), Duration.ofMinutes(1));
            assertThat(store.releases().expire(sale, 1)).isEqualTo(1);

            assertThat(store.real().number("SELECT COUNT(*) FROM outbox")).isZero();
        }
    }
}
