package io.seckill.bench;

import io.seckill.core.admission.OrderIds;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** A crowd that nobody has seen before: each request is by a buyer and with a key of its own. Safe for use by many threads. */
final class Requests {
    private final SaleId sale;
    private final OrderIds ids = new OrderIds(Clock.systemUTC(), new SecureRandom());

    Requests(SaleId sale) {
        this.sale = sale;
    }

    SaleId sale() {
        return sale;
    }

    /** For one unit. The key is as long as clients' keys are; buyers are in no order, as subjects of tokens are. */
    OrderRequest next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long buyer = random.nextLong();
        return new OrderRequest(
                ids.next(),
                sale,
                new BuyerId("buyer-" + Long.toHexString(buyer)),
                new RequestKey(new UUID(buyer, random.nextLong()).toString()),
                1);
    }

    List<OrderRequest> next(int count) {
        List<OrderRequest> requests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            requests.add(next());
        }
        return requests;
    }
}
