package io.seckill.core.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SaleTermsTest {
    private static final Instant OPENS = Instant.parse("2026-06-18T12:00:00Z");
    private static final Instant CLOSES = OPENS.plusSeconds(3_600);
    private static final Money PRICE = new Money(1_999, "CNY");
    private static final Duration HELD = Duration.ofMinutes(15);

    @Test
    void usualTermsAreTaken() {
        assertThat(new SaleTerms("a phone 🙂", PRICE, OPENS, CLOSES, 2, HELD).limitPerBuyer())
                .isEqualTo(2);
    }

    @Test
    void theTitleIsNotBlankNotTooLongAndHasNoControls() {
        for (String title : new String[] {"", "  ", "t".repeat(SaleTerms.MAX_TITLE + 1), "a\nb", "a\ud83d"}) {
            names("title", () -> new SaleTerms(title, PRICE, OPENS, CLOSES, 2, HELD));
        }
    }

    @Test
    void aSaleOpensInThisCenturyOrTheNext() {
        Instant early = Instant.parse("1999-12-31T23:59:59.999Z");
        Instant late = Instant.parse("2200-01-01T00:00:00Z");

        names("opensAt", () -> new SaleTerms("t", PRICE, early, CLOSES, 2, HELD));
        names("opensAt", () -> new SaleTerms("t", PRICE, late, late.plusSeconds(1), 2, HELD));
        names("closesAt", () -> new SaleTerms("t", PRICE, OPENS, late, 2, HELD));
    }

    @Test
    void aSaleClosesAfterItOpens() {
        names("closesAt", () -> new SaleTerms("t", PRICE, OPENS, OPENS, 2, HELD));
        names("closesAt", () -> new SaleTerms("t", PRICE, OPENS, OPENS.minusSeconds(1), 2, HELD));
    }

    @Test
    void theLimitIsWithinItsBounds() {
        names("limitPerBuyer", () -> new SaleTerms("t", PRICE, OPENS, CLOSES, 0, HELD));
        names("limitPerBuyer", () -> new SaleTerms("t", PRICE, OPENS, CLOSES, SaleTerms.MAX_LIMIT + 1, HELD));
    }

    @Test
    void ordersAreHeldForWholeSecondsFromOneToAMonth() {
        Duration[] wrong = {
            Duration.ZERO,
            Duration.ofSeconds(-1),
            Duration.ofMillis(999),
            Duration.ofMillis(1_500),
            Duration.ofDays(SaleTerms.MAX_PAY_DAYS).plusSeconds(1)
        };
        for (Duration payWithin : wrong) {
            names("payWithin", () -> new SaleTerms("t", PRICE, OPENS, CLOSES, 2, payWithin));
        }
    }

    @Test
    void thePriceOfAsManyUnitsAsCanBeBoughtFits() {
        Money most = new Money(Long.MAX_VALUE / SaleTerms.MAX_LIMIT, "CNY");
        Money tooMuch = new Money(most.minorUnits() + 1, "CNY");

        assertThat(new SaleTerms("t", most, OPENS, CLOSES, 2, HELD).price().times(SaleTerms.MAX_LIMIT))
                .isNotNull();
        names("price", () -> new SaleTerms("t", tooMuch, OPENS, CLOSES, 2, HELD));
    }

    @Test
    void aNewSaleHasUnits() {
        SaleTerms terms = new SaleTerms("t", PRICE, OPENS, CLOSES, 2, HELD);
        for (int total : new int[] {0, -1, NewSale.MAX_TOTAL + 1}) {
            names(
                    "total",
                    () -> new NewSale(new SaleId("s"), terms, total, new BuyerId("operator"), new RequestKey("k")));
        }
    }

    @Test
    void endedBeatsPausedAndPausedBeatsUpcoming() {
        assertThat(at(SaleState.ACTIVE, OPENS.minusNanos(1))).isEqualTo(Phase.UPCOMING);
        assertThat(at(SaleState.ACTIVE, OPENS)).isEqualTo(Phase.OPEN);
        assertThat(at(SaleState.ACTIVE, CLOSES.minusNanos(1))).isEqualTo(Phase.OPEN);
        assertThat(at(SaleState.ACTIVE, CLOSES)).isEqualTo(Phase.ENDED);
        assertThat(at(SaleState.PAUSED, OPENS.minusNanos(1))).isEqualTo(Phase.PAUSED);
        assertThat(at(SaleState.PAUSED, CLOSES)).isEqualTo(Phase.ENDED);
        assertThat(at(SaleState.CLOSED, OPENS.minusNanos(1))).isEqualTo(Phase.ENDED);
    }

    private static Phase at(SaleState state, Instant now) {
        SaleTerms terms = new SaleTerms("t", PRICE, OPENS, CLOSES, 2, HELD);
        return new Sale(new SaleId("s"), terms, state, Stock.full(1), 0, 0).phaseAt(now);
    }

    private static void names(String field, Supplier<?> wrong) {
        assertThatThrownBy(wrong::get)
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidTermsException.class))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                .satisfies(e -> assertThat(e.rule()).startsWith("must "))
                .satisfies(e -> assertThat(e).hasMessage(field + ": " + e.rule()));
    }
}
