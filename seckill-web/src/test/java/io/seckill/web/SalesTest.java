package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.Stock;
import io.seckill.web.fake.Fakes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalesTest extends WebTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({
        "'', closed ended open paused upcoming",
        "?phase=, closed ended open paused upcoming",
        "?phase=upcoming, upcoming",
        "?phase=open, open",
        "?phase=ended, closed ended"
    })
    void salesAreListedByPhase(String query, String ids) {
        sales.put(Fakes.sale("upcoming", SaleState.ACTIVE, HOUR, HOUR.multipliedBy(2)));
        sales.put(Fakes.sale("open", SaleState.ACTIVE, HOUR.negated(), HOUR));
        sales.put(Fakes.sale("paused", SaleState.PAUSED, HOUR.negated(), HOUR));
        sales.put(Fakes.sale("ended", SaleState.ACTIVE, HOUR.multipliedBy(-2), HOUR.negated()));
        sales.put(Fakes.sale("closed", SaleState.CLOSED, HOUR.negated(), HOUR));

        Answer answer = get("/api/sales" + query).send().is(200);

        assertThat(answer.json().path("sales").valueStream().map(sale -> sale.path("id")
                        .asString()))
                .containsExactlyInAnyOrderElementsOf(List.of(ids.split(" ", -1)));
    }

    @Test
    void noSalesAreAnEmptyList() {
        assertThat(get("/api/sales").send().is(200).body()).isEqualTo("{\"sales\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "OPEN", "x", "open,ended", "open&phase=ended"})
    void anotherPhaseIsInvalid(String phase) {
        get("/api/sales?phase=" + phase).send().isInvalidIn("phase");
    }

    @Test
    void aSaleIsShownWhole() {
        Sale sale = Fakes.open("phone");
        sales.put(sale);

        Answer answer = get("/api/sales/phone").send().is(200);

        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\"phone\",\"title\":\"A phone\",\"price\":199900,\"currency\":\"CNY\",\"opensAt\":\""
                                + sale.terms().opensAt() + "\",\"closesAt\":\""
                                + sale.terms().closesAt()
                                + "\",\"phase\":\"OPEN\",\"total\":100,\"available\":40,\"soldOut\":false,"
                                + "\"limitPerBuyer\":2,\"revision\":3}");
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=1, public");
    }

    @Test
    void aSaleThatIsAsItWasNeedsNoBody() {
        Sale sale = Fakes.open("phone");
        sales.put(sale);
        String tag = get("/api/sales/phone").send().is(200).header("ETag");

        Answer same = get("/api/sales/phone").with("If-None-Match", tag).send().is(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(tag);
        assertThat(same.header("Cache-Control")).isEqualTo("max-age=1, public");

        sales.put(new Sale(sale.id(), sale.terms(), sale.state(), new Stock(100, 39), 61, 3));
        get("/api/sales/phone").with("If-None-Match", tag).send().is(200);
        get("/api/sales/phone").with("If-None-Match", "nonsense").send().is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "a.b", "%C3%A4", "123456789012345678901234567890123", "'%20OR%201=1--"})
    void anUnknownSaleIsNotFound(String id) {
        get("/api/sales/" + id).send().isProblem(ErrorCode.SALE_NOT_FOUND);
    }

    @Test
    void theTimeIsNeverStored() {
        Answer answer = get("/api/time").send().is(200);

        assertThat(Instant.parse(answer.json().path("now").asString()))
                .isBetween(Instant.now().minusSeconds(30), Instant.now());
        assertThat(List.of(answer.header("Cache-Control"))).containsExactly("no-store");
    }

    @Test
    void aBrokenDatabaseIsBusyAndNoFault() {
        sales.breaks();

        get("/api/sales").send().isProblem(ErrorCode.BUSY);
        get("/api/sales/phone").send().isProblem(ErrorCode.BUSY);
    }
}
