package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.SaleTerms;
import io.seckill.core.sale.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link SaleCatalog}, and the {@link io.seckill.core.sale.SaleAudit} beside it, must do. */
public abstract class SaleCatalogContract extends LedgerFixture {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ALL = 10_000;

    @Test
    void aSaleIsFoundAsItWasCreated() {
        NewSale asked = newSale(7, open(3));

        Sale created = created(catalog().create(asked));

        assertThat(created).isEqualTo(new Sale(asked.id(), asked.terms(), SaleState.ACTIVE, Stock.full(7), 0, 0));
        assertThat(catalog().find(asked.id())).contains(created);
    }

    @Test
    void theEndsOfWhatTermsMayBeAreKept() {
        Instant first = Instant.parse("2000-01-01T00:00:00Z");
        Instant last = Instant.parse("2199-12-31T23:59:59Z");
        SaleTerms most = new SaleTerms(
                "🙂".repeat(SaleTerms.MAX_TITLE / 2),
                new Money(Long.MAX_VALUE / SaleTerms.MAX_LIMIT, "KWD"),
                first,
                last,
                SaleTerms.MAX_LIMIT,
                Duration.ofDays(SaleTerms.MAX_PAY_DAYS));
        SaleTerms least = new SaleTerms("价", new Money(0, "CNY"), first, first.plusMillis(1), 1, Duration.ofSeconds(1));

        assertThat(created(catalog().create(newSale(NewSale.MAX_TOTAL, most))).terms())
                .isEqualTo(most);
        NewSale small = newSale(1, least);
        created(catalog().create(small));
        assertThat(catalog().find(small.id()).orElseThrow().terms()).isEqualTo(least);
    }

    @Test
    void aSaleThatIsNotThereIsNotFound() {
        SaleId sale = sale(1, 1);

        assertThat(catalog().find(freshSaleId())).isEmpty();
        assertThat(catalog().find(new SaleId(sale.value().substring(1)))).isEmpty();
        assertThat(audit().audit(freshSaleId())).isEmpty();
    }

    @Test
    void idsThatDifferInCaseAreDifferentSales() {
        NewSale small = newSale(1, open(1));
        created(catalog().create(small));

        assertThat(catalog().find(inCapitals(small.id()))).isEmpty();
    }

    @Test
    void theSameKeyWithTheSameTermsFindsTheFirstSale() {
        NewSale first = newSale(7, open(3));
        Sale made = created(catalog().create(first));
        NewSale again = new NewSale(freshSaleId(), first.terms(), first.total(), first.operator(), first.key());

        assertThat(catalog().create(again)).isEqualTo(new CreatedSale.Replayed(made));
        assertThat(catalog().find(again.id())).isEmpty();
    }

    @Test
    void aRepeatShowsTheSaleAsItIsNow() throws LedgerException {
        NewSale first = newSale(7, open(3));
        created(catalog().create(first));
        place(request(first.id(), "alice", "k", 2));

        CreatedSale again = catalog().create(first);

        assertThat(again)
                .isEqualTo(new CreatedSale.Replayed(catalog().find(first.id()).orElseThrow()));
        assertThat(available(first.id())).isEqualTo(5);
    }

    @Test
    void theSameKeyWithOtherTermsIsRefused() {
        NewSale first = newSale(7, open(3));
        created(catalog().create(first));
        NewSale otherTotal = new NewSale(freshSaleId(), first.terms(), 8, first.operator(), first.key());
        NewSale otherTerms = new NewSale(freshSaleId(), open(4), first.total(), first.operator(), first.key());

        assertThat(catalog().create(otherTotal)).isEqualTo(new CreatedSale.KeyReused());
        assertThat(catalog().create(otherTerms)).isEqualTo(new CreatedSale.KeyReused());
        assertThat(catalog().find(otherTotal.id())).isEmpty();
    }

    @Test
    void aKeyBelongsToItsOperatorAndIsComparedExactly() {
        NewSale first = newSale(7, open(3));
        created(catalog().create(first));

        for (String name : List.of("Operator", "operatör", "买家")) {
            NewSale other = newSale(8, open(3));
            created(catalog()
                    .create(new NewSale(other.id(), other.terms(), other.total(), new BuyerId(name), first.key())));
        }
        BuyerId operator = freshBuyer();
        for (String key : List.of("key-a", "key-A", "KEY-A")) {
            NewSale other = newSale(9, open(3));
            created(catalog()
                    .create(new NewSale(other.id(), other.terms(), other.total(), operator, new RequestKey(key))));
        }
    }

    @Test
    void theSalesThatCloseLastAreListedFirst() {
        Instant far = Instant.parse("2199-01-01T00:00:00Z");
        SaleId second = sale(1, 1, now(), far.plus(HOUR));
        SaleId first = sale(1, 1, now(), far.plus(HOUR).plus(HOUR));
        SaleId third = sale(1, 1, now(), far);

        List<SaleId> listed = catalog().list().stream().map(Sale::id).toList();

        assertThat(listed).hasSizeLessThanOrEqualTo(SaleCatalog.MAX_LISTED);
        assertThat(catalog().list().stream().map(sale -> sale.terms().closesAt()))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(listed).containsSubsequence(first, second, third);
    }

    @Test
    void theListHasABound() {
        for (int i = 0; i < SaleCatalog.MAX_LISTED + 1; i++) {
            sale(1, 1);
        }

        assertThat(catalog().list()).hasSize(SaleCatalog.MAX_LISTED);
        assertThat(audit().active(ALL)).as("all are audited").hasSizeGreaterThan(SaleCatalog.MAX_LISTED);
    }

    @Test
    void theAuditGivesTheSumsOfTheSalesOrders() throws LedgerException {
        SaleId sale = sale(10, 5);
        place(request(sale, "alice", "k", 2));
        place(request(sale, "bob", "k", 3));
        Order cancelled = place(request(sale, "carol", "k", 4));
        cancel(cancelled);

        assertThat(audit().audit(sale)).contains(new AuditReport(10, 5, 3, 5, 0, 3, 2, 0, 0));
    }

    @Test
    void aSaleIsActiveFromItsOpeningUntilAnHourAfterItsLastOrderMustHaveEnded() {
        Duration toPay = open(1).payWithin();
        Instant last = now().minus(toPay).minus(HOUR);
        SaleId later = sale(1, 1, now().plus(HOUR), now().plus(HOUR).plus(HOUR));
        SaleId open = sale(1, 1);
        SaleId ending = sale(1, 1, last.minus(HOUR), last.plus(MINUTE));
        SaleId over = sale(1, 1, last.minus(HOUR), last.minus(MINUTE));

        assertThat(audit().active(ALL)).containsSubsequence(ending, open).doesNotContain(later, over);
        assertThat(audit().active(1)).hasSize(1);
    }

    private SaleTerms open(int limit) {
        return terms(limit, now().minus(HOUR), now().plus(HOUR));
    }

    private static Sale created(CreatedSale outcome) {
        assertThat(outcome).isInstanceOf(CreatedSale.Created.class);
        return ((CreatedSale.Created) outcome).sale();
    }
}
