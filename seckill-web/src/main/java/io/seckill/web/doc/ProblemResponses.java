package io.seckill.web.doc;

import io.seckill.api.ErrorCode;
import io.seckill.api.ProblemView;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The refusals of a call as responses of its operation, one per status, naming the codes. */
final class ProblemResponses {
    private static final List<ErrorCode> EVERY = List.of(ErrorCode.NOT_ACCEPTABLE, ErrorCode.INTERNAL);
    private static final List<ErrorCode> WITH_TOKEN =
            List.of(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.BUSY);

    private ProblemResponses() {}

    static void addSchema(OpenAPI document) {
        ModelConverters.getInstance(true).readAll(ProblemView.class).forEach((name, schema) -> document.getComponents()
                .addSchemas(name, schema));
    }

    static Operation add(Operation operation, Refuses refuses) {
        Stream<ErrorCode> more = Stream.empty();
        if (refuses.token()) {
            operation.addSecurityItem(new SecurityRequirement().addList(OpenApiConfiguration.TOKEN));
            more = WITH_TOKEN.stream();
        }
        Map<Integer, String> codes = Stream.of(Stream.of(refuses.value()), EVERY.stream(), more)
                .flatMap(part -> part)
                .distinct()
                .collect(Collectors.groupingBy(
                        ErrorCode::status,
                        TreeMap::new,
                        Collectors.mapping(ErrorCode::name, Collectors.joining(", "))));
        codes.forEach((status, names) -> operation.getResponses().addApiResponse(status.toString(), problem(names)));
        return operation;
    }

    private static ApiResponse problem(String codes) {
        Schema<?> schema = new Schema<>().$ref("#/components/schemas/ProblemView");
        Content content = new Content().addMediaType(ProblemView.MEDIA_TYPE, new MediaType().schema(schema));
        return new ApiResponse().description(codes).content(content);
    }
}
