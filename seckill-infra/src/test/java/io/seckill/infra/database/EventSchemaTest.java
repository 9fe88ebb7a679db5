package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.seckill.core.event.Message;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What other programs read is what the schema for them says. */
class EventSchemaTest {
    private static final Path FILE =
            Path.of("..", "seckill-api/src/main/resources/io/seckill/api/events/order-event.schema.json");
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode TEXT = read();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    private static JsonNode read() {
        try {
            return JSON.readTree(Files.readString(FILE));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyMessageThatIsWrittenIsValid() throws Exception {
        try (RealOrderLife store = new RealOrderLife()) {
            for (Message message : oneOfEach(store)) {
                assertThat(errors(message.payload())).as(message.payload()).isEmpty();
                JsonNode payload = JSON.readTree(message.payload());
                describesAll(payload, TEXT);
                payload.get("orders").forEach(order -> describesAll(order, TEXT.at("/properties/orders/items")));
                assertThat(payload.get("type").asString())
                        .isEqualTo(message.type().name());
                assertThat(payload.get("saleId").asString())
                        .isEqualTo(message.sale().value());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "saleId", "at", "currency", "payBy", "orders"})
    void aMessageWithoutAFieldIsNotValid(String field) {
        ObjectNode message = valid();
        message.remove(field);

        assertThat(errors(message.toString())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderId", "buyer", "quantity", "amount"})
    void anOrderWithoutAFieldIsNotValid(String field) {
        ObjectNode message = valid();
        ((ObjectNode) message.get("orders").get(0)).remove(field);

        assertThat(errors(message.toString())).isNotEmpty();
    }

    @Test
    void onlyPlacedOrdersAreSaidToWait() {
        ObjectNode message = valid();
        message.put("type", "PAID");

        assertThat(errors(message.toString())).isNotEmpty();
    }

    @Test
    void timesAreTimes() {
        ObjectNode message = valid();
        message.put("at", "noon");

        assertThat(errors(message.toString())).isNotEmpty();
    }

    private static ObjectNode valid() {
        ObjectNode message = (ObjectNode) JSON.readTree("""
                {"type":"PLACED","saleId":"s-1","at":"2026-06-18T12:00:00.000001Z","currency":"CNY",
                 "payBy":"2026-06-18T12:15:00Z",
                 "orders":[{"orderId":"01KE0000000000000000000001","buyer":"alice","quantity":1,"amount":1999}]}""");
        assertThat(errors(message.toString())).isEmpty();
        return message;
    }

    private static List<Message> oneOfEach(RealOrderLife store) throws Exception {
        SaleId sale = Sales.open(store.real(), 10);
        List<OrderRequest> requests = new ArrayList<>(Sales.requests(sale, 2));
        for (String name : List.of("\"买家\" \\ 🙂", "a\u2028b")) {
            requests.add(new OrderRequest(Sales.freshOrderId(), sale, new BuyerId(name), new RequestKey("k"), 2));
        }
        store.ledger().commit(sale, requests);
        List<Order> orders = requests.stream()
                .map(request -> store.orders().find(request.orderId()).orElseThrow())
                .toList();
        store.releases().cancel(orders.get(0).id(), orders.get(0).buyer());
        for (Order order : orders.subList(0, 2)) {
            Payment payment = new Payment(new PaymentId("p-" + order.id()), order.id(), order.amount());
            store.payments().receive(payment);
            assertThat(store.payments().settle(payment.id())).isPresent();
            store.payments().refunded(payment.id());
        }
        store.lapse(orders.get(2), Duration.ofMinutes(1));
        store.lapse(orders.get(3), Duration.ofMinutes(1));
        assertThat(store.releases().expire(sale, 10)).isEqualTo(2);
        List<Message> messages = store.outbox().unpublished(100, 1_000).messages();
        assertThat(messages).extracting(Message::type).containsExactlyInAnyOrder(OrderEvent.Type.values());
        return messages;
    }

    private static void describesAll(JsonNode written, JsonNode schema) {
        for (String field : written.propertyNames()) {
            assertThat(schema.at("/properties/" + field + "/description").asString())
                    .as(field)
                    .isNotEmpty();
        }
    }

    private static List<String> errors(String message) {
        return SCHEMA
                .validate(
                        message,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }
}
