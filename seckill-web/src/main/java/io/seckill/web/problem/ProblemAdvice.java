package io.seckill.web.problem;

import io.seckill.api.ErrorCode;
import io.seckill.api.ProblemView;
import io.seckill.core.sale.BackendUnavailableException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Whatever is thrown while a call is served becomes a problem here. No message of an exception that is not ours reaches
 * the caller: it may name classes or SQL.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> problem(ProblemException e) {
        return ProblemAnswers.entity(e.problem());
    }

    @ExceptionHandler
    ResponseEntity<Object> backendUnavailable(BackendUnavailableException e) {
        LOG.warn("Answered as busy: {}", e.getMessage());
        return ProblemAnswers.entity(Problems.of(
                ErrorCode.BUSY, "The server cannot look this up at the moment. Nothing was changed; try again."));
    }

    @ExceptionHandler
    ResponseEntity<Object> missingHeader(MissingRequestHeaderException e) {
        return ProblemAnswers.entity(Problems.invalid(e.getHeaderName(), "is required"));
    }

    /** The body broke off, or was not framed as HTTP has it. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unread(IOException e) {
        return DisconnectedClientHelper.isClientDisconnectedException(e)
                ? null
                : ProblemAnswers.entity(Problems.invalid("body", "could not be read whole"));
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> fault(Throwable e, WebRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            return null; // there is nobody left to answer
        }
        return ProblemAnswers.entity(Faults.log(request.getDescription(false), e));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ProblemAnswers.entity(Problems.invalid("body", "is required, whole, as one JSON object"));
    }

    /** Numbers are the only parameters that are not taken as they come. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return e instanceof MethodArgumentTypeMismatchException argument
                ? ProblemAnswers.entity(Problems.invalid(argument.getName(), "must be a whole number"))
                : super.handleTypeMismatch(e, headers, status, request);
    }

    /** Only placing orders is answered asynchronously, so what timed out may have been placed. */
    @Override
    protected @Nullable ResponseEntity<Object> handleAsyncRequestTimeoutException(
            AsyncRequestTimeoutException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ProblemAnswers.entity(
                Problems.of(
                        ErrorCode.OUTCOME_UNKNOWN,
                        "The order may have been placed. Ask again with the same Idempotency-Key to learn whether it was."),
                headers);
    }

    /** All the exceptions of Spring MVC's own end here, with their status and headers. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemView problem = status.is4xxClientError() || status.value() == 503
                ? HttpProblems.of(status.value())
                : Faults.log(request.getDescription(false), e);
        return ProblemAnswers.entity(problem, headers);
    }
}
