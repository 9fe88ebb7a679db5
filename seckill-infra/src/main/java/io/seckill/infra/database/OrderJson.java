package io.seckill.infra.database;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.sale.Order;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The JSON texts that carry a batch to the server. */
final class OrderJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int CHARS_PER_ORDER = 128;

    private OrderJson() {}

    /** The batch's buyers, each once: {@code ["alice","bob"]}. */
    static String buyers(List<OrderRequest> requests) {
        Set<String> seen = new HashSet<>(2 * requests.size());
        StringWriter text = new StringWriter(requests.size() * CHARS_PER_ORDER / 2);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (OrderRequest request : requests) {
                if (seen.add(request.buyer().value())) {
                    json.writeString(request.buyer().value());
                }
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    /** {@code ["01J...","01K..."]}. */
    static String ids(List<String> ids) {
        StringWriter text = new StringWriter(ids.size() * CHARS_PER_ORDER / 4);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            ids.forEach(json::writeString);
            json.writeEndArray();
        }
        return text.toString();
    }

    /** The orders' own columns: {@code [["01J...","alice","key-1",1,9900]]}. */
    static String orders(List<Order> orders) {
        StringWriter text = new StringWriter(orders.size() * CHARS_PER_ORDER);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (Order order : orders) {
                json.writeStartArray();
                json.writeString(order.id().value());
                json.writeString(order.buyer().value());
                json.writeString(order.key().value());
                json.writeNumber(order.quantity());
                json.writeNumber(order.amount().minorUnits());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        return text.toString();
    }
}
