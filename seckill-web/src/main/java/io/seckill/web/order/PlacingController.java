package io.seckill.web.order;

import io.seckill.api.ErrorCode;
import io.seckill.api.Headers;
import io.seckill.api.OrderView;
import io.seckill.api.PlaceOrderBody;
import io.seckill.api.ProblemView;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.PlaceOrder;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.web.doc.Refuses;
import io.seckill.web.log.LogIds;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import io.seckill.web.request.Caller;
import io.seckill.web.request.RequestKeys;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Places orders; while one waits, it holds no thread of the server. */
@RestController
class PlacingController {
    private static final Logger LOG = LoggerFactory.getLogger(PlacingController.class);

    private final PlaceOrder placeOrder;
    private final PlacingAnswers answers;
    private final Caller caller;
    private final InstantSource clock;

    PlacingController(PlaceOrder placeOrder, PlacingAnswers answers, Caller caller, InstantSource clock) {
        this.placeOrder = placeOrder;
        this.answers = answers;
        this.caller = caller;
        this.clock = clock;
    }

    @Refuses({
        ErrorCode.INVALID_REQUEST,
        ErrorCode.SALE_NOT_FOUND,
        ErrorCode.NOT_OPEN,
        ErrorCode.ENDED,
        ErrorCode.SOLD_OUT,
        ErrorCode.LIMIT_REACHED,
        ErrorCode.TOO_MANY_EXPIRED,
        ErrorCode.KEY_REUSED,
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        ErrorCode.BUSY,
        ErrorCode.OUTCOME_UNKNOWN
    })
    @ApiResponse(
            responseCode = "201",
            description = "Placed, and durable",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "An earlier call with this key had placed it; as it stands now",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @PostMapping(
            path = "/api/sales/{saleId}/orders",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    CompletionStage<ResponseEntity<Object>> place(
            @PathVariable String saleId,
            @RequestHeader(Headers.IDEMPOTENCY_KEY) String key,
            @RequestBody PlaceOrderBody body) {
        RequestKey requestKey = RequestKeys.read(key);
        if (body.quantity() < 1 || body.quantity() > OrderRequest.MAX_QUANTITY) {
            throw new ProblemException(
                    Problems.invalid("quantity", "must be a whole number from 1 to " + OrderRequest.MAX_QUANTITY));
        }
        if (!SaleId.isValid(saleId)) {
            throw new ProblemException(Problems.saleNotFound());
        }
        SaleId sale = new SaleId(saleId);
        Instant begunAt = clock.instant();
        LogIds ids = LogIds.here();
        return placeOrder
                .place(sale, caller.id(), requestKey, body.quantity())
                .exceptionally(ids.with(PlacingController::unknown))
                .thenApply(ids.with(outcome -> answer(sale, outcome, begunAt)));
    }

    private ResponseEntity<Object> answer(SaleId sale, Outcome outcome, Instant begunAt) {
        ResponseEntity<Object> answer = answers.of(sale, outcome);
        if (LOG.isDebugEnabled()) {
            if (answer.getBody() instanceof OrderView order) {
                LogIds.order(order.id());
            }
            LOG.debug(
                    "Answered {}{} after {} ms",
                    answer.getStatusCode().value(),
                    answer.getBody() instanceof ProblemView problem ? " " + problem.code() : "",
                    Duration.between(begunAt, clock.instant()).toMillis());
        }
        return answer;
    }

    /** Whatever broke, the order may have been on its way; any other fault is a bug, and is shown as one. */
    private static Outcome unknown(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof BackendUnavailableException) {
            LOG.warn("Answered as unknown: {}", cause.getMessage());
            return new Outcome.Unknown();
        }
        throw new CompletionException(cause);
    }
}
