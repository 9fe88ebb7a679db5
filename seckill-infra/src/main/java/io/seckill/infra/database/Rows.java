package io.seckill.infra.database;

import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.SaleTerms;
import io.seckill.core.sale.Stock;
import io.seckill.infra.database.OrderMapper.OrderRow;
import io.seckill.infra.database.PaymentMapper.PaymentRow;
import io.seckill.infra.database.SaleMapper.SaleRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Turns rows into the domain's types and back. Times are UTC, to the microsecond. */
final class Rows {
    private Rows() {}

    static Sale sale(SaleRow row) {
        SaleTerms terms = new SaleTerms(
                row.title(),
                new Money(row.price(), row.currency()),
                instant(row.opensAt()),
                instant(row.closesAt()),
                row.limitPerBuyer(),
                Duration.ofSeconds(row.payWithin()));
        return new Sale(
                new SaleId(row.id()),
                terms,
                SaleState.valueOf(row.state()),
                new Stock(row.total(), row.available()),
                row.placed(),
                row.revision());
    }

    static SaleRow row(Sale sale) {
        SaleTerms terms = sale.terms();
        return new SaleRow(
                sale.id().value(),
                terms.title(),
                terms.price().minorUnits(),
                terms.price().currency(),
                time(terms.opensAt()),
                time(terms.closesAt()),
                terms.limitPerBuyer(),
                Math.toIntExact(terms.payWithin().toSeconds()),
                sale.state().name(),
                sale.stock().total(),
                sale.stock().available(),
                sale.placed(),
                sale.revision(),
                null);
    }

    static SaleRow row(NewSale sale) {
        return row(new Sale(sale.id(), sale.terms(), SaleState.ACTIVE, Stock.full(sale.total()), 0, 0));
    }

    static Order order(OrderRow row) {
        return new Order(
                new OrderId(row.id()),
                new SaleId(row.saleId()),
                new BuyerId(row.buyer()),
                new RequestKey(row.requestKey()),
                row.quantity(),
                new Money(row.amount(), row.currency()),
                OrderStatus.valueOf(row.status()),
                instant(row.placedAt()),
                instant(row.payBy()));
    }

    static Payment payment(PaymentRow row) {
        Money amount = new Money(row.amount(), row.currency());
        return new Payment(new PaymentId(row.id()), new OrderId(row.orderId()), amount);
    }

    static long micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }

    static Instant instant(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }

    /** The same instant as a row has it. */
    static Instant storable(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws IllegalStateException unless it is one row that a statement wrote */
    static void one(int written, String row) {
        if (written != 1) {
            throw new IllegalStateException("of one " + row + " " + written + " were written");
        }
    }

    static LocalDateTime time(Instant instant) {
        return LocalDateTime.ofInstant(storable(instant), ZoneOffset.UTC);
    }
}
