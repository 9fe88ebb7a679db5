package io.seckill.web.request;

import io.seckill.api.FieldProblem;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads bodies into records and names every field that is wrong, not only the first: data binding would stop there. All
 * fields are required but those of the type {@link Optional}, where null is as good as none; no others are taken.
 */
public final class JsonBodies {
    private static final int MOST_ERRORS = 20;
    private static final int LONGEST_ECHO = 40;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBodies() {}

    /** @throws ProblemException if the bytes are not such a record in JSON and UTF-8 */
    public static <T> T read(byte[] bytes, Class<T> type) {
        JsonNode body = object(bytes);
        List<FieldProblem> errors = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            read(body, component, errors).ifPresent(values::add);
        }
        Set<String> known = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        body.propertyStream()
                .map(field -> field.getKey())
                .filter(name -> !known.contains(name))
                .limit(MOST_ERRORS)
                .forEach(name -> errors.add(new FieldProblem(shortened(name), "is not a field of this body")));
        if (!errors.isEmpty()) {
            throw new ProblemException(Problems.invalid(errors));
        }
        return record(type, values);
    }

    /**
     * One text of a body that may have any other fields.
     *
     * @throws ProblemException if the bytes are no object in JSON and UTF-8, or it has no such text
     */
    public static String text(byte[] bytes, String field) {
        JsonNode node = object(bytes).path(field);
        if (!node.isString()) {
            throw new ProblemException(Problems.invalid(field, "is required, and must be a string"));
        }
        return node.stringValue();
    }

    private static JsonNode object(byte[] bytes) {
        try {
            JsonNode body = STRICT.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            if (body.isObject()) {
                return body;
            }
            throw new ProblemException(Problems.invalid("body", "must be a JSON object"));
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problems.invalid("body", "must be UTF-8"));
        } catch (JacksonException e) {
            throw new ProblemException(Problems.invalid("body", "must be one JSON object, with each field once"));
        }
    }

    private static Optional<?> read(JsonNode body, RecordComponent component, List<FieldProblem> errors) {
        JsonNode node = body.path(component.getName());
        boolean optional = component.getType() == Optional.class;
        if (node.isMissingNode() || node.isNull()) {
            if (optional) {
                return Optional.of(Optional.empty());
            }
            errors.add(new FieldProblem(component.getName(), "is required"));
            return Optional.empty();
        }
        JsonField field = JsonField.of(type(component));
        Optional<?> value = field.reader().apply(node);
        if (value.isEmpty()) {
            errors.add(new FieldProblem(component.getName(), field.rule()));
            return value;
        }
        return optional ? Optional.of(value) : value;
    }

    /** That of the value, for an optional one. */
    private static String type(RecordComponent component) {
        Type type = component.getGenericType();
        return component.getType() == Optional.class && type instanceof ParameterizedType optional
                ? optional.getActualTypeArguments()[0].getTypeName()
                : type.getTypeName();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_ECHO ? name : name.substring(0, LONGEST_ECHO) + "...";
    }

    private static <T> T record(Class<T> type, List<Object> values) {
        Class<?>[] components = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getConstructor(components).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
