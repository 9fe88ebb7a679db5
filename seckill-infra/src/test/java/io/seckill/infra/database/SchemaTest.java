package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.sale.SaleId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database itself refuses rows that break the laws, whoever writes them. */
class SchemaTest {
    private static final RealStore STORE = new RealStore();
    private static final SaleId SALE = Sales.open(STORE, 10);

    @AfterAll
    static void close() {
        STORE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "available = -1",
                "available = 11",
                "total = 9",
                "closes_at = opens_at",
                "limit_per_buyer = 0",
                "state = 'OPEN'",
                "state = 'active'"
            })
    void aSaleThatCannotBeIsRefused(String change) {
        assertThatThrownBy(() -> STORE.write("UPDATE sales SET " + change + " WHERE id = '" + SALE + "'"))
                .rootCause()
                .message()
                .containsIgnoringCase("constraint")
                .contains("sales_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0, 1, 'UNPAID'", "-1, 1, 'UNPAID'", "1, -1, 'UNPAID'", "1, 1, 'SOLD'", "1, 1, 'paid'"})
    void anOrderThatCannotBeIsRefused(String quantityAmountStatus) {
        assertThatThrownBy(() -> STORE.write(order("x", quantityAmountStatus)))
                .rootCause()
                .message()
                .containsIgnoringCase("constraint")
                .contains("orders_");
    }

    @Test
    void aRequestHasOneOrder() {
        assertThat(STORE.write(order("1", "1, 1, 'CANCELLED'"))).isEqualTo(1);

        assertThatThrownBy(() -> STORE.write(order("2", "1, 1, 'UNPAID'")))
                .rootCause()
                .hasMessageContaining("orders_by_request");
    }

    private static String order(String id, String quantityAmountStatus) {
        return "INSERT INTO orders (id, sale_id, buyer, request_key, currency, placed_at, pay_by, quantity, amount, status)"
                + " VALUES ('" + id + "', '" + SALE + "', 'alice', 'k', 'CNY', NOW(6), NOW(6), " + quantityAmountStatus
                + ")";
    }
}
