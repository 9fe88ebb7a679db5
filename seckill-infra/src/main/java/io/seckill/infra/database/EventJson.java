package io.seckill.infra.database;

import io.seckill.core.event.OrderEvent;
import io.seckill.core.sale.Order;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An event as other programs read it: {@code order-event.schema.json} in {@code seckill-api} says what each field means. A
 * batch is one text, so what all of its orders have in common stands in it once.
 */
final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int CHARS_PER_ORDER = 128;

    private EventJson() {}

    static String of(OrderEvent event) {
        StringWriter text = new StringWriter((1 + event.orders().size()) * CHARS_PER_ORDER);
        Order first = event.orders().get(0);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("type", event.type().name());
            json.writeStringProperty("saleId", event.sale().value());
            json.writeStringProperty("at", event.at().toString());
            json.writeStringProperty("currency", first.amount().currency());
            if (event.type() == OrderEvent.Type.PLACED) {
                json.writeStringProperty("payBy", first.payBy().toString());
            }
            json.writeArrayPropertyStart("orders");
            for (Order order : event.orders()) {
                json.writeStartObject();
                json.writeStringProperty("orderId", order.id().value());
                json.writeStringProperty("buyer", order.buyer().value());
                json.writeNumberProperty("quantity", order.quantity());
                json.writeNumberProperty("amount", order.amount().minorUnits());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }
}
