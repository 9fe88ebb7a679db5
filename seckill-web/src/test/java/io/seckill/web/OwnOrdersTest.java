package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.web.fake.Fakes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnOrdersTest extends WebTest {
    private Answer list(String query) {
        return get("/api/orders" + query).token(Tokens.buyer("alice")).send();
    }

    @Test
    void ordersAreListedNewestFirstAndPageByPage() {
        for (int i = 0; i < 5; i++) {
            orders.put(Fakes.order(i, "alice"));
        }
        orders.put(Fakes.order(7, "bob"));
        List<String> seen = new ArrayList<>();

        String cursor = "";
        do {
            Answer page = list("?limit=2&cursor=" + cursor).is(200);
            page.json()
                    .path("orders")
                    .forEach(order -> seen.add(order.path("id").asString().substring(25)));
            cursor = page.json().path("nextCursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly("4", "3", "2", "1", "0");
    }

    @Test
    void theLastPageHasNoCursor() {
        assertThat(list("").is(200).body()).isEqualTo("{\"orders\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "1.5", "x", "99999999999"})
    void anotherLimitIsInvalid(String limit) {
        list("?limit=" + limit).isInvalidIn("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "01k8aaaaaaaaaaaaaaaaaaaaa1", "'--"})
    void aMadeUpCursorIsInvalid(String cursor) {
        list("?cursor=" + cursor).isInvalidIn("cursor");
    }

    @Test
    void aBuyerSeesTheirOwnOrder() {
        orders.put(Fakes.order(1, "alice"));

        Answer answer = list("/01K8AAAAAAAAAAAAAAAAAAAAA1").is(200);

        assertThat(answer.json().path("status").asString()).isEqualTo("UNPAID");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "Alice", "\u00e1lice", "alice2"})
    void anotherBuyersOrderIsNotFound(String other) {
        orders.put(Fakes.order(1, other));

        list("/01K8AAAAAAAAAAAAAAAAAAAAA1").isProblem(ErrorCode.ORDER_NOT_FOUND);
        assertThat(list("").is(200).body()).isEqualTo("{\"orders\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01K8AAAAAAAAAAAAAAAAAAAAA9", "x", "01k8aaaaaaaaaaaaaaaaaaaaa1", "a.b", "%C3%A4"})
    void anUnknownOrderIsNotFound(String id) {
        list("/" + id).isProblem(ErrorCode.ORDER_NOT_FOUND);
    }

    @Test
    void aBrokenDatabaseIsBusyAndNoFault() {
        orders.breaks();

        list("").isProblem(ErrorCode.BUSY);
        list("/01K8AAAAAAAAAAAAAAAAAAAAA1").isProblem(ErrorCode.BUSY);
    }
}
