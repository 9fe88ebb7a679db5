package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleTerms;
import io.seckill.testkit.ledger.OperatorEntry;
import io.seckill.testkit.ledger.OperatorEntry.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Sales that are created are in the operators' log. */
class CreatingLogTest {
    private static final RealStore STORE = new RealStore();
    private static final Instant OPENS_AT = Instant.parse("2026-11-11T00:00:00Z");
    private static final SaleTerms TERMS = new SaleTerms(
            "\"\\".repeat(SaleTerms.MAX_TITLE / 2),
            new Money(Long.MAX_VALUE / SaleTerms.MAX_LIMIT, "CNY"),
            OPENS_AT,
            OPENS_AT.plusNanos(1_000),
            SaleTerms.MAX_LIMIT,
            Duration.ofDays(SaleTerms.MAX_PAY_DAYS));

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void eachCallIsInTheLogWithTheSaleThatItIsAbout() {
        NewSale first = sale("s-1", 5);
        Sale made = ((CreatedSale.Created) STORE.catalog().create(first)).sale();
        assertThat(STORE.catalog().create(sale("s-2", 5))).isInstanceOf(CreatedSale.Replayed.class);
        assertThat(STORE.catalog().create(sale("s-3", 6))).isInstanceOf(CreatedSale.KeyReused.class);

        List<OperatorEntry> entries = OperatorEntries.read(STORE, "sale_id = 's-1'");

        assertThat(entries).extracting(OperatorEntry::outcome).containsExactly("DONE", "UNCHANGED", "KEY_REUSED");
        assertThat(entries).extracting(OperatorEntry::action).containsOnly("create");
        assertThat(entries).extracting(OperatorEntry::operator).containsOnly(first.operator());
        assertThat(entries.get(0).before()).isEmpty();
        assertThat(entries).allMatch(entry -> entry.after().orElseThrow().equals(Standing.of(made)));
        assertThat(entries.get(2).asked()).contains("\"total\":6", "\"key\":\"key-1\"", "\"payWithin\":\"PT720H\"");
    }

    @Test
    void aSaleThatIsOlderThanTheLogIsComparedAsItStands() {
        assertThat(STORE.catalog().create(sale("old-1", 5, "key-2"))).isInstanceOf(CreatedSale.Created.class);
        STORE.write("DELETE FROM operator_log WHERE sale_id = 'old-1'");

        assertThat(STORE.catalog().create(sale("old-2", 5, "key-2"))).isInstanceOf(CreatedSale.Replayed.class);
        assertThat(STORE.catalog().create(sale("old-3", 6, "key-2"))).isInstanceOf(CreatedSale.KeyReused.class);
    }

    private static NewSale sale(String id, int total) {
        return sale(id, total, "key-1");
    }

    private static NewSale sale(String id, int total, String key) {
        return new NewSale(new SaleId(id), TERMS, total, new BuyerId("ö".repeat(128)), new RequestKey(key));
    }
}
