package io.seckill.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The body of every answer that is an error: {@code application/problem+json}, RFC 9457. Its type is {@code about:blank},
 * so the title is the status in words.
 *
 * @param detail one sentence for people
 * @param code for programs
 * @param opensAt with {@link ErrorCode#NOT_OPEN}
 * @param alreadyBought units, with {@link ErrorCode#LIMIT_REACHED}
 * @param orderStatus where the order stands, with {@link ErrorCode#WRONG_STATUS}; {@code status} is HTTP's
 * @param errors with {@link ErrorCode#INVALID_REQUEST}
 * @param id with {@link ErrorCode#INTERNAL}: what the server's log has it under
 */
public record ProblemView(
        String title,
        int status,
        String detail,
        ErrorCode code,
        Optional<Instant> opensAt,
        Optional<Integer> alreadyBought,
        Optional<OrderView.Status> orderStatus,
        Optional<List<FieldProblem>> errors,
        Optional<String> id) {
    /** The media type of such a body. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
