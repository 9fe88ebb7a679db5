package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.SaleId;
import io.seckill.web.fake.Fakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OperatingTest extends WebTest {
    private static final String SALE = "{\"title\":\"A phone\",\"price\":199900,\"currency\":\"CNY\",\"total\":100,"
            + "\"limitPerBuyer\":2,\"opensAt\":\"2026-11-22T20:00:00Z\",\"closesAt\":\"2026-11-22T21:00:00Z\","
            + "\"payWithin\":\"PT15M\"}";

    private Call create(String body) {
        return post("/api/admin/sales").token(Tokens.admin()).key("k1").json(body);
    }

    private Answer ask(String path) {
        return get(path).token(Tokens.admin()).send();
    }

    @Test
    void aSaleIsCreatedOnceForEachKey() {
        Answer created = create(SALE).send().is(201);
        String id = created.json().path("id").asString();
        assertThat(created.header("Location")).isEqualTo("/api/sales/" + id);
        assertThat(created.json().path("available").asInt()).isEqualTo(100);
        assertThat(created.json().path("closesAt").asString()).isEqualTo("2026-11-22T21:00:00Z");
        assertThat(sales.find(new SaleId(id))).isPresent();

        Answer again = create(SALE).send().is(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(created.json());

        create(SALE.replace("100", "101")).send().isProblem(ErrorCode.KEY_REUSED);
        assertThat(ask("/api/admin/sales").is(200).json().path("sales").size()).isEqualTo(1);
    }

    @Test
    void whatIsFinerThanAMicrosecondIsDropped() {
        Answer created =
                create(SALE.replace("20:00:00Z", "20:00:00.123456789Z")).send().is(201);

        assertThat(created.json().path("opensAt").asString()).isEqualTo("2026-11-22T20:00:00.123456Z");
    }

    @Test
    void timesInOtherZonesAreTheSameInstants() {
        Answer created =
                create(SALE.replace("20:00:00Z", "22:00:00+02:00")).send().is(201);

        assertThat(created.json().path("opensAt").asString()).isEqualTo("2026-11-22T20:00:00Z");
    }

    @Test
    void everyFieldOfTheWrongTypeIsNamed() {
        create("{\"title\":1,\"price\":\"1\",\"currency\":null,\"total\":1.5,\"limitPerBuyer\":[],\"opensAt\":0,"
                        + "\"closesAt\":\"tomorrow\",\"payWithin\":\"15 min\",\"extra\":1}")
                .send()
                .isInvalidIn(
                        "title",
                        "price",
                        "currency",
                        "total",
                        "limitPerBuyer",
                        "opensAt",
                        "closesAt",
                        "payWithin",
                        "extra");
        create("{}")
                .send()
                .isInvalidIn(
                        "title", "price", "currency", "total", "limitPerBuyer", "opensAt", "closesAt", "payWithin");
    }

    @Test
    void everyFieldOutOfBoundsIsNamed() {
        create(
                        "{\"title\":\" \",\"price\":-1,\"currency\":\"YEN\",\"total\":0,\"limitPerBuyer\":0,"
                                + "\"opensAt\":\"1999-01-01T00:00:00Z\",\"closesAt\":\"1999-01-01T00:00:00Z\",\"payWithin\":\"PT0S\"}")
                .send()
                .isInvalidIn(
                        "title", "price", "currency", "total", "limitPerBuyer", "opensAt", "closesAt", "payWithin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A phone|A\\u0000phone|title",
                "A phone|\\ud800|title",
                "199900|9223372036854775807|price",
                "199900|9223372036854775808|price",
                "CNY|cny|currency",
                "CNY|ZZZ|currency",
                "100|10000001|total",
                "100|-1|total",
                "21:00:00Z|20:00:00Z|closesAt",
                "2026-11-22T21|+1000000000-12-31T23|closesAt",
                "PT15M|PT0.5S|payWithin",
                "PT15M|-PT15M|payWithin",
                "PT15M|P31D|payWithin",
                "PT15M|P1Y|payWithin",
                "PT15M|PT9999999999999999999S|payWithin"
            })
    void aFieldThatCannotBeIsNamed(String good, String bad, String field) {
        create(SALE.replace(good, bad)).send().isInvalidIn(field);
    }

    @Test
    void aSaleNeedsAKey() {
        post("/api/admin/sales").token(Tokens.admin()).json(SALE).send().isInvalidIn("Idempotency-Key");
        post("/api/admin/sales")
                .token(Tokens.admin())
                .key("a b")
                .json(SALE)
                .send()
                .isInvalidIn("Idempotency-Key");
    }

    @Test
    void statsTellOrdersRefusalsAndTheNode() {
        sales.put(Fakes.open("stats"));
        orders.put(Fakes.order(1, "alice"));
        placeOrder.answers(Outcome.refused(new Refusal.SoldOut()));
        for (int i = 0; i < 3; i++) {
            post("/api/sales/stats/orders")
                    .token(Tokens.buyer("alice"))
                    .key("k" + i)
                    .json("{\"quantity\":1}")
                    .send()
                    .isProblem(ErrorCode.SOLD_OUT);
        }

        JsonNode stats = ask("/api/admin/sales/stats/stats").is(200).json();

        assertThat(stats.path("refusals").toString()).isEqualTo("{\"SOLD_OUT\":3}");
        assertThat(stats.path("orders").toString()).isEqualTo("{}");
        assertThat(stats.path("node").toString())
                .isEqualTo("{\"standing\":\"SELLING\",\"desk\":{\"process\":\"00000000000000ff\","
                        + "\"address\":\"10.0.0.1:9090\",\"since\":\"2026-11-22T20:00:00Z\"},\"queueDepth\":3,"
                        + "\"ordersPerSecond\":1234.5,\"batches\":10,\"meanBatchSize\":99.5,\"largestBatch\":400,"
                        + "\"medianCommitMillis\":2.0,\"p99CommitMillis\":9.0,\"slowestCommitMillis\":12.0}");
        sales.put(Fakes.open("phone"));
        assertThat(ask("/api/admin/sales/phone/stats").json().path("orders").toString())
                .isEqualTo("{\"UNPAID\":1}");
    }

    @Test
    void theAuditTellsWhichLawsAreBroken() {
        sales.put(Fakes.open("phone"));

        JsonNode audit = ask("/api/admin/sales/phone/audit").is(200).json();

        assertThat(audit.toString())
                .isEqualTo("{\"consistent\":false,\"total\":100,\"available\":40,\"held\":10,\"sold\":2,"
                        + "\"liveOrders\":6,\"violations\":[\"law 1: 60 units are taken, but live orders have 12\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "a.b", "%C3%A4"})
    void anUnknownSaleIsNotFound(String id) {
        ask("/api/admin/sales/" + id + "/stats").isProblem(ErrorCode.SALE_NOT_FOUND);
        ask("/api/admin/sales/" + id + "/audit").isProblem(ErrorCode.SALE_NOT_FOUND);
    }

    @Test
    void aBrokenDatabaseIsBusyOrUnknownAndNoFault() {
        sales.breaks();

        ask("/api/admin/sales").isProblem(ErrorCode.BUSY);
        ask("/api/admin/sales/phone/stats").isProblem(ErrorCode.BUSY);
        ask("/api/admin/sales/phone/audit").isProblem(ErrorCode.BUSY);
        create(SALE).send().isProblem(ErrorCode.OUTCOME_UNKNOWN);
    }
}
