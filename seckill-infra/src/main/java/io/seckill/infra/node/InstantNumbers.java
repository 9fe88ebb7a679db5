package io.seckill.infra.node;

import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Instants as whole nanoseconds since 1970, which reach to the year 2262. As text they took a third of the time that it
 * takes to read a bundle's answers.
 */
final class InstantNumbers {
    private static final long NANOS = 1_000_000_000L;

    private InstantNumbers() {}

    static JacksonModule module() {
        return new SimpleModule("instants")
                .addSerializer(Instant.class, new Writing())
                .addDeserializer(Instant.class, new Reading());
    }

    private static final class Writing extends StdScalarSerializer<Instant> {
        Writing() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeNumber(Math.addExact(Math.multiplyExact(value.getEpochSecond(), NANOS), value.getNano()));
        }
    }

    private static final class Reading extends StdScalarDeserializer<Instant> {
        Reading() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) {
            long nanos = json.getLongValue();
            return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
        }
    }
}
