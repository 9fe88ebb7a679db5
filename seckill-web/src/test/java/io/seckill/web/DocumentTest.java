package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DocumentTest extends WebTest {
    @Test
    void theDocumentListsEveryCall() {
        JsonNode document = get("/v3/api-docs").send().is(200).json();
        List<String> calls = new ArrayList<>();
        document.path("paths").propertyStream().forEach(path -> path.getValue()
                .propertyNames()
                .forEach(method -> calls.add(method + " " + path.getKey())));

        assertThat(calls)
                .containsExactlyInAnyOrder(
                        "get /api/sales",
                        "get /api/sales/{saleId}",
                        "get /api/time",
                        "post /api/sales/{saleId}/orders",
                        "get /api/orders",
                        "get /api/orders/{orderId}",
                        "post /api/orders/{orderId}/cancel",
                        "post /api/orders/{orderId}/payment",
                        "post /api/payments/notifications",
                        "post /api/admin/sales",
                        "get /api/admin/sales",
                        "patch /api/admin/sales/{saleId}",
                        "post /api/admin/sales/{saleId}/restock",
                        "post /api/admin/sales/{saleId}/pause",
                        "post /api/admin/sales/{saleId}/resume",
                        "post /api/admin/sales/{saleId}/close",
                        "get /api/admin/sales/{saleId}/stats",
                        "get /api/admin/sales/{saleId}/audit",
                        "post /api/demo/tokens");
    }

    @Test
    void everyCodeAppearsAndEveryCallSaysWhatItIsRefusedWith() {
        JsonNode document = get("/v3/api-docs").send().is(200).json();

        assertThat(document.at("/components/schemas/ProblemView/properties/code/enum")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        Stream.of(ErrorCode.values()).map(Enum::name).toArray(String[]::new));
        JsonNode placing = document.at("/paths/~1api~1sales~1{saleId}~1orders/post");
        assertThat(placing.path("responses").propertyNames())
                .containsExactlyInAnyOrder(
                        "200", "201", "400", "401", "403", "404", "406", "409", "415", "422", "500", "503");
        assertThat(placing.at("/responses/409/description").asString())
                .isEqualTo("NOT_OPEN, ENDED, SOLD_OUT, LIMIT_REACHED, TOO_MANY_EXPIRED");
        assertThat(placing.at("/responses/201/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/OrderView");
        assertThat(placing.at("/security/0").has("token")).isTrue();
        assertThat(document.at("/paths/~1api~1time/get").has("security")).isFalse();
    }

    @Test
    void theDocumentTellsWhatTheGatewaySends() {
        JsonNode notified = get("/v3/api-docs").send().is(200).json().at("/paths/~1api~1payments~1notifications/post");

        assertThat(notified.at("/requestBody/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/PaymentNotification");
        assertThat(notified.at("/parameters/0/name").asString()).isEqualTo("X-Signature");
        assertThat(notified.has("security")).isFalse();
        assertThat(notified.path("responses").propertyNames())
                .containsExactlyInAnyOrder("200", "400", "401", "406", "415", "422", "500", "503");
    }

    @Test
    void healthIsPublicAndTellsNoDetails() {
        assertThat(get("/actuator/health").send().is(200).json().has("components"))
                .isFalse();
        get("/actuator/health/liveness").send().is(200);
        get("/actuator/health/readiness").send().is(200);
        assertThat(get("/actuator/health")
                        .token(Tokens.admin())
                        .send()
                        .is(200)
                        .json()
                        .has("components"))
                .isTrue();
    }
}
