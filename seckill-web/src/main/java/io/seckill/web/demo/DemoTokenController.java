package io.seckill.web.demo;

import io.seckill.api.ErrorCode;
import io.seckill.api.FieldProblem;
import io.seckill.api.TokenRequest;
import io.seckill.api.TokenView;
import io.seckill.core.sale.BuyerId;
import io.seckill.web.doc.Refuses;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Gives anybody a token for anyone. */
@RestController
@ConditionalOnBooleanProperty("seckill.demo.enabled")
class DemoTokenController {
    private static final Set<String> ROLES = Set.of("buyer", "admin");

    private final DemoTokens tokens;

    DemoTokenController(DemoTokens tokens) {
        this.tokens = tokens;
    }

    @Refuses(
            value = {ErrorCode.INVALID_REQUEST, ErrorCode.UNSUPPORTED_MEDIA_TYPE},
            token = false)
    @PostMapping(
            path = "/api/demo/tokens",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    TokenView issue(@RequestBody TokenRequest request) {
        List<FieldProblem> errors = new ArrayList<>();
        if (!BuyerId.isValid(request.subject())) {
            errors.add(new FieldProblem(
                    "subject",
                    "must be 1 to " + BuyerId.MAX_LENGTH
                            + " characters, without control characters or spaces at the ends"));
        }
        if (request.roles().isEmpty() || !ROLES.containsAll(request.roles())) {
            errors.add(new FieldProblem("roles", "must be one or both of buyer and admin"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problems.invalid(errors));
        }
        return new TokenView(tokens.issue(new BuyerId(request.subject()), List.copyOf(Set.copyOf(request.roles()))));
    }
}
