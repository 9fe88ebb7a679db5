package io.seckill.infra.database;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleTerms;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The words in which the tests of this package ask for sales and orders. */
final class Sales {
    private static final AtomicLong DRAWN = new AtomicLong();

    private Sales() {}

    /** Creates a sale that is open, with a limit of 1,000. */
    static SaleId open(RealStore store, int total) {
        SaleTerms terms = new SaleTerms(
                "a phone",
                new Money(1_999, "CNY"),
                store.now().minus(Duration.ofHours(1)),
                store.now().plus(Duration.ofHours(1)),
                SaleTerms.MAX_LIMIT,
                Duration.ofMinutes(15));
        SaleId id = new SaleId("s-" + UUID.randomUUID().toString().substring(8));
        RequestKey key = new RequestKey(UUID.randomUUID().toString());
        var unused = store.catalog().create(new NewSale(id, terms, total, new BuyerId("operator"), key));
        return id;
    }

    static OrderRequest request(SaleId sale, String buyer) {
        return request(sale, buyer, freshOrderId());
    }

    static OrderRequest request(SaleId sale, String buyer, OrderId id) {
        return new OrderRequest(id, sale, new BuyerId(buyer), new RequestKey("k"), 1);
    }

    /** One request each of so many buyers. */
    static List<OrderRequest> requests(SaleId sale, int count) {
        return requests(sale, count, "");
    }

    static List<OrderRequest> requests(SaleId sale, int count, String prefix) {
        return IntStream.range(0, count)
                .mapToObj(i -> request(sale, prefix + "buyer-" + i))
                .toList();
    }

    static OrderId freshOrderId() {
        return new OrderId(String.format("01KE%022d", DRAWN.incrementAndGet()));
    }
}
