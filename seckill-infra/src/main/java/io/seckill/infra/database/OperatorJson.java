package io.seckill.infra.database;

import io.seckill.core.operate.SaleEdit;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.SaleTerms;
import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The JSON texts of the operators' log. Their fields are called as those of the operators' calls. */
final class OperatorJson {
    private static final JsonFactory JSON = new JsonFactory();

    private OperatorJson() {}

    /** What operators can change of a sale. */
    static String sale(Sale sale) {
        SaleTerms terms = sale.terms();
        return object(json -> {
            json.writeStringProperty("title", terms.title());
            json.writeStringProperty("opensAt", terms.opensAt().toString());
            json.writeStringProperty("closesAt", terms.closesAt().toString());
            json.writeNumberProperty("limitPerBuyer", terms.limitPerBuyer());
            json.writeStringProperty("state", sale.state().name());
            json.writeNumberProperty("total", sale.stock().total());
            json.writeNumberProperty("available", sale.stock().available());
            json.writeNumberProperty("revision", sale.revision());
        });
    }

    static String create(NewSale sale) {
        SaleTerms terms = sale.terms();
        return object(json -> {
            json.writeStringProperty("title", terms.title());
            json.writeNumberProperty("price", terms.price().minorUnits());
            json.writeStringProperty("currency", terms.price().currency());
            json.writeNumberProperty("total", sale.total());
            json.writeNumberProperty("limitPerBuyer", terms.limitPerBuyer());
            json.writeStringProperty("opensAt", terms.opensAt().toString());
            json.writeStringProperty("closesAt", terms.closesAt().toString());
            json.writeStringProperty("payWithin", terms.payWithin().toString());
            json.writeStringProperty("key", sale.key().value());
        });
    }

    static String edit(int revision, SaleEdit edit) {
        return object(json -> {
            json.writeNumberProperty("revision", revision);
            edit.title().ifPresent(title -> json.writeStringProperty("title", title));
            edit.opensAt().ifPresent(time -> json.writeStringProperty("opensAt", time.toString()));
            edit.closesAt().ifPresent(time -> json.writeStringProperty("closesAt", time.toString()));
            edit.limitPerBuyer().ifPresent(limit -> json.writeNumberProperty("limitPerBuyer", limit));
        });
    }

    static String restock(int delta, RequestKey key) {
        return object(json -> {
            json.writeNumberProperty("delta", delta);
            json.writeStringProperty("key", key.value());
        });
    }

    static String turn(SaleState to) {
        return object(json -> json.writeStringProperty("state", to.name()));
    }

    static String archive() {
        return object(json -> {});
    }

    private static String object(Consumer<JsonGenerator> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }
}
