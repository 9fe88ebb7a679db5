package io.seckill.testkit.ledger;

import io.seckill.core.desk.StockLedger;
import io.seckill.core.event.Outbox;
import io.seckill.core.payment.PaymentBook;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import java.time.Duration;
import java.time.Instant;

/** A store with all that happens to an order, as the suites see it. */
public interface OrderLifeStore {
    StockLedger ledger();

    SaleCatalog catalog();

    OrderBook orders();

    SaleAudit audit();

    OrderReleases releases();

    PaymentBook payments();

    Outbox outbox();

    /** The store's own clock, now. */
    Instant now();

    /** Sets a sale's state by the store's own means. */
    void turn(SaleId sale, SaleState state);

    /** Makes an order one whose {@code payBy} passed so long ago, by the store's own means. */
    void lapse(Order order, Duration ago);
}
