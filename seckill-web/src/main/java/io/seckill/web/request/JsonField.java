package io.seckill.web.request;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One type that a field of a body may have. Nothing is coerced: a string of digits is no number, and neither 1.0 nor 1e0
 * is a whole one.
 *
 * @param rule what is right, as in "must be a string"
 * @param reader the value, or empty if the node is not as the rule says
 */
record JsonField(String rule, Function<JsonNode, Optional<?>> reader) {
    private static final JsonField INT = new JsonField(
            "must be a whole number of at most " + Integer.MAX_VALUE,
            node -> whole(node, Integer.MIN_VALUE, Integer.MAX_VALUE).map(BigInteger::intValueExact));
    private static final Map<String, JsonField> BY_TYPE = Map.of(
            "java.lang.String", new JsonField("must be a string", JsonField::string),
            "int", INT,
            "java.lang.Integer", INT,
            "long",
                    new JsonField(
                            "must be a whole number of at most " + Long.MAX_VALUE,
                            node -> whole(node, Long.MIN_VALUE, Long.MAX_VALUE).map(BigInteger::longValueExact)),
            "java.time.Instant",
                    new JsonField("must be a time as in 2026-11-22T20:00:00Z", node -> string(node)
                            .flatMap(text -> parsed(text, Instant::parse))),
            "java.time.Duration",
                    new JsonField("must be an ISO-8601 duration as in PT15M", node -> string(node)
                            .flatMap(text -> parsed(text, Duration::parse))),
            "java.util.List<java.lang.String>", new JsonField("must be a list of strings", JsonField::strings));

    /** @throws IllegalArgumentException if no body may have a field of that type */
    static JsonField of(String type) {
        JsonField field = BY_TYPE.get(type);
        if (field == null) {
            throw new IllegalArgumentException("no reader for fields of the type " + type);
        }
        return field;
    }

    private static Optional<String> string(JsonNode node) {
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    private static Optional<BigInteger> whole(JsonNode node, long least, long most) {
        if (!node.isIntegralNumber()) {
            return Optional.empty();
        }
        BigDecimal value = node.decimalValue();
        boolean within =
                value.compareTo(BigDecimal.valueOf(least)) >= 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0;
        return within ? Optional.of(value.toBigIntegerExact()) : Optional.empty();
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> strings(JsonNode node) {
        return node.isArray() && node.valueStream().allMatch(JsonNode::isString)
                ? Optional.of(node.valueStream().map(JsonNode::stringValue).toList())
                : Optional.empty();
    }
}
