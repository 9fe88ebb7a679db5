package io.seckill.infra.database;

import io.seckill.core.event.OrderEvent;
import io.seckill.infra.database.OutboxMapper.EventRow;
import io.seckill.infra.database.OutboxMapper.ToldOrderRow;
import java.io.StringWriter;
import java.util.List;
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

    /** @param orders of the event, 1 or more */
    static String of(EventRow event, List<ToldOrderRow> orders) {
        StringWriter text = new StringWriter((1 + orders.size()) * CHARS_PER_ORDER);
        ToldOrderRow first = orders.get(0);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("type", event.type());
            json.writeStringProperty("saleId", event.saleId());
            json.writeStringProperty("at", Rows.instant(event.at()).toString());
            json.writeStringProperty("currency", first.currency());
            if (event.type().equals(OrderEvent.Type.PLACED.name())) {
                json.writeStringProperty("payBy", Rows.instant(first.payBy()).toString());
            }
            json.writeArrayPropertyStart("orders");
            for (ToldOrderRow order : orders) {
                json.writeStartObject();
                json.writeStringProperty("orderId", order.orderId());
                json.writeStringProperty("buyer", order.buyer());
                json.writeNumberProperty("quantity", order.quantity());
                json.writeNumberProperty("amount", order.amount());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }
}
