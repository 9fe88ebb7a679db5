package io.seckill.web.order;

import io.seckill.api.ErrorCode;
import io.seckill.api.OrderView;
import io.seckill.core.release.CancelOrder;
import io.seckill.core.release.Cancellation;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.web.Cases;
import io.seckill.web.doc.Refuses;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import io.seckill.web.request.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cancels the buyer's own orders. */
@RestController
class CancellingController {
    private static final Logger LOG = LoggerFactory.getLogger(CancellingController.class);
    private static final Cases<Cancellation, OrderView> ANSWERS = Cases.<Cancellation, OrderView>of(Cancellation.class)
            .on(Cancellation.Cancelled.class, cancelled -> OrderViews.of(cancelled.order()))
            .on(Cancellation.AlreadyCancelled.class, already -> OrderViews.of(already.order()))
            .on(Cancellation.WrongStatus.class, wrong -> {
                throw wrongStatus(wrong.order());
            })
            .on(Cancellation.Busy.class, busy -> {
                throw new ProblemException(Problems.of(
                        ErrorCode.BUSY, "Too many orders are being cancelled. Nothing was done; try again."));
            })
            .on(Cancellation.NotFound.class, missing -> {
                throw new ProblemException(Problems.orderNotFound());
            })
            .whole();

    private final CancelOrder cancelOrder;
    private final Caller caller;

    CancellingController(CancelOrder cancelOrder, Caller caller) {
        this.cancelOrder = cancelOrder;
        this.caller = caller;
    }

    @Refuses({ErrorCode.ORDER_NOT_FOUND, ErrorCode.WRONG_STATUS, ErrorCode.BUSY, ErrorCode.OUTCOME_UNKNOWN})
    @PostMapping(path = "/api/orders/{orderId}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    OrderView cancel(@PathVariable String orderId) {
        if (!OrderId.isValid(orderId)) {
            throw new ProblemException(Problems.orderNotFound());
        }
        try {
            return ANSWERS.apply(cancelOrder.cancel(new OrderId(orderId), caller.id()));
        } catch (BackendUnavailableException e) {
            LOG.warn("Answered as unknown: {}", e.getMessage());
            throw new ProblemException(Problems.of(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "The order may have been cancelled. Ask again, which does no harm, to learn whether it was."));
        }
    }

    private static ProblemException wrongStatus(Order order) {
        return new ProblemException(Problems.wrongStatus(
                OrderViews.status(order.status()), "Only an unpaid order can be cancelled; this one is not any more."));
    }
}
