package io.seckill.core.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.seckill.core.order.OrderRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Money, stock, quantities, and the sums of an audit. */
class FiguresTest {
    @Test
    void moneyIsNotNegativeAndHasACurrency() {
        assertThat(new Money(0, "KWD").minorUnits()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Money(-1, "CNY"))
                .withMessageContaining("amount");
        for (String currency : new String[] {"", "cny", "CN", "CNYX", "CN¥"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Money(1, currency))
                    .withMessageContaining("currency");
        }
    }

    @Test
    void moneyThatDoesNotFitIsNotCut() {
        assertThat(new Money(1_999, "CNY").times(3)).isEqualTo(new Money(5_997, "CNY"));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Money(Long.MAX_VALUE / 2, "CNY").times(3));
    }

    @Test
    void stockIsBetweenNothingAndAll() {
        assertThat(Stock.full(3)).isEqualTo(new Stock(3, 3));
        assertThat(new Stock(3, 0).isSoldOut()).isTrue();
        assertThat(new Stock(3, 1).isSoldOut()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Stock(3, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Stock(3, -1));
    }

    @Test
    void aRequestAsksForSomeUnitsAndNotTooMany() {
        for (int quantity : new int[] {0, -1, OrderRequest.MAX_QUANTITY + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new OrderRequest(
                            new OrderId("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
                            new SaleId("s"),
                            new BuyerId("alice"),
                            new RequestKey("k"),
                            quantity))
                    .withMessageContaining("quantity");
        }
    }

    @Test
    void onlyHeldAndSoldOrdersAreLive() {
        EnumSet<OrderStatus> live = EnumSet.allOf(OrderStatus.class);
        live.removeIf(status -> !status.isLive());

        assertThat(live).containsExactlyInAnyOrder(OrderStatus.UNPAID, OrderStatus.PAID);
    }

    @Test
    void anAuditWhoseSumsAgreeIsConsistent() {
        assertThat(new AuditReport(10, 4, 5, 2, 4, 5, 4, 0, 0).consistent()).isTrue();
    }

    @Test
    void anAuditNamesEveryLawThatIsBroken() {
        assertThat(new AuditReport(10, -1, 5, 7, 4, 5, 4, 0, 0).violations())
                .containsExactly("law 1: available is -1 of a total of 10");
        assertThat(new AuditReport(10, 11, 0, 0, 0, 0, 0, 0, 0).violations()).hasSize(2);
        assertThat(new AuditReport(10, 5, 5, 2, 4, 5, 4, 0, 0).violations())
                .containsExactly("law 1: 5 units are taken, but live orders have 6");
        assertThat(new AuditReport(10, 4, 6, 2, 4, 5, 4, 0, 0).violations())
                .containsExactly("law 2: the sale counted 6 orders, but has 5");
        assertThat(new AuditReport(10, 4, 5, 2, 4, 5, 4, 1, 0).violations())
                .containsExactly("law 3: 1 buyers are above the limit");
        assertThat(new AuditReport(10, 4, 5, 2, 4, 5, 4, 0, 2).violations())
                .containsExactly("law 4: 2 request keys have more than one order");
        assertThat(new AuditReport(10, 4, 5, 2, 4, 5, 4, 0, 2).consistent()).isFalse();
    }

    @Test
    void anAuditSumsUpWhatIsInMemory() {
        Instant now = Instant.parse("2026-06-18T12:00:00Z");
        SaleTerms terms =
                new SaleTerms("a phone", new Money(1, "CNY"), now, now.plusSeconds(60), 3, Duration.ofMinutes(1));
        Sale sale = new Sale(new SaleId("s"), terms, SaleState.ACTIVE, new Stock(10, 4), 9, 0);
        List<Order> orders = List.of(
                order(sale, 1, "alice", "k1", 2, OrderStatus.UNPAID),
                order(sale, 2, "alice", "k2", 2, OrderStatus.PAID),
                order(sale, 3, "bob", "k1", 3, OrderStatus.PAID),
                order(sale, 4, "bob", "k1", 1, OrderStatus.CANCELLED));

        assertThat(AuditReport.of(sale, orders)).isEqualTo(new AuditReport(10, 4, 9, 2, 5, 4, 3, 1, 1));
    }

    private static Order order(Sale sale, int number, String buyer, String key, int quantity, OrderStatus status) {
        return new Order(
                new OrderId(String.format("01KE%022d", number)),
                sale.id(),
                new BuyerId(buyer),
                new RequestKey(key),
                quantity,
                sale.terms().price().times(quantity),
                status,
                sale.terms().opensAt(),
                sale.terms().closesAt());
    }
}
