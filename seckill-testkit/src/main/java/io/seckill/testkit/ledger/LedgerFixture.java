package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.SaleTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;

/**
 * The store under test and the words that its suites are written in. A suite makes its own sales, with fresh ids, so that a
 * store may be shared by many tests; after each test the laws are checked on every sale that it made.
 */
public abstract class LedgerFixture {
    /** Orders that are drawn later have larger ids, in this process. */
    private static final AtomicLong DRAWN = new AtomicLong(System.nanoTime() & 0xff_ffff_ffffL);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration HELD = Duration.ofMinutes(15);
    static final Money PRICE = new Money(1_999, "CNY");

    private final List<SaleId> made = new ArrayList<>();

    /** The ledger under test; by default every call gives the same store. */
    protected abstract StockLedger ledger();

    /** A second ledger on the same store, as another node has it: if it can be, with connections of its own. */
    protected StockLedger otherLedger() {
        return ledger();
    }

    protected abstract SaleCatalog catalog();

    protected abstract OrderBook orders();

    protected abstract SaleAudit audit();

    /** The store's own clock, now: sales open and close by it. */
    protected abstract Instant now();

    /** Cancels an unpaid order by the store's own means: CANCELLED, and its units available again, in one step. */
    protected abstract void cancel(Order order);

    /** Sets a sale's state by the store's own means. */
    protected abstract void turn(SaleId sale, SaleState state);

    @AfterEach
    void theLawsHoldOfEverySale() {
        for (SaleId sale : made) {
            AuditReport report = audit().audit(sale).orElseThrow();
            assertThat(report.violations()).isEmpty();
        }
    }

    /** An open sale. */
    final SaleId sale(int total, int limit) {
        return sale(total, limit, now().minus(HOUR), now().plus(HOUR));
    }

    final SaleId sale(int total, int limit, Instant opensAt, Instant closesAt) {
        NewSale sale = newSale(total, terms(limit, opensAt, closesAt));
        assertThat(catalog().create(sale)).isInstanceOf(CreatedSale.Created.class);
        return sale.id();
    }

    final NewSale newSale(int total, SaleTerms terms) {
        NewSale sale = new NewSale(freshSaleId(), terms, total, new BuyerId("operator"), freshKey());
        made.add(sale.id());
        return sale;
    }

    static SaleTerms terms(int limit, Instant opensAt, Instant closesAt) {
        return new SaleTerms(
                "a phone",
                PRICE,
                opensAt.truncatedTo(ChronoUnit.SECONDS),
                closesAt.truncatedTo(ChronoUnit.SECONDS),
                limit,
                HELD);
    }

    static SaleId freshSaleId() {
        return new SaleId("s-" + UUID.randomUUID().toString().substring(8));
    }

    /** Another id to whoever compares exactly. */
    static SaleId inCapitals(SaleId sale) {
        return new SaleId(sale.value().toUpperCase(Locale.ROOT));
    }

    static RequestKey freshKey() {
        return new RequestKey(UUID.randomUUID().toString());
    }

    static BuyerId freshBuyer() {
        return new BuyerId("buyer-" + UUID.randomUUID());
    }

    static OrderRequest request(SaleId sale, String buyer, String key, int quantity) {
        return request(sale, new BuyerId(buyer), new RequestKey(key), quantity);
    }

    static OrderRequest request(SaleId sale, BuyerId buyer, RequestKey key, int quantity) {
        OrderId id = new OrderId(String.format("01KE%022d", DRAWN.incrementAndGet()));
        return new OrderRequest(id, sale, buyer, key, quantity);
    }

    /** The same intent under another order id, as a client's retry brings it. */
    static OrderRequest retry(OrderRequest request) {
        return request(request.saleId(), request.buyer(), request.key(), request.quantity());
    }

    final List<Outcome> commit(OrderRequest... batch) throws LedgerException {
        return ledger().commit(batch[0].saleId(), Arrays.asList(batch));
    }

    /** Commits one request, which must be placed. */
    final Order place(OrderRequest request) throws LedgerException {
        return placed(commit(request).get(0));
    }

    static Order placed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Placed.class);
        return ((Outcome.Placed) outcome).order();
    }

    final int available(SaleId sale) {
        return catalog().find(sale).orElseThrow().stock().available();
    }

    static Outcome soldOut() {
        return Outcome.refused(new Refusal.SoldOut());
    }
}
