package io.seckill.web.order;

import io.seckill.api.ErrorCode;
import io.seckill.api.PaymentPageView;
import io.seckill.core.payment.PaymentPage;
import io.seckill.core.payment.TakePayments;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.web.Cases;
import io.seckill.web.doc.Refuses;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import io.seckill.web.request.Caller;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sends buyers to where they pay. */
@RestController
class PayingController {
    private static final Cases<PaymentPage, PaymentPageView> ANSWERS = Cases.<PaymentPage, PaymentPageView>of(
                    PaymentPage.class)
            .on(
                    PaymentPage.Page.class,
                    page -> new PaymentPageView(page.address().toString()))
            .on(PaymentPage.WrongStatus.class, wrong -> {
                throw wrongStatus(wrong.order());
            })
            .on(PaymentPage.NotFound.class, missing -> {
                throw new ProblemException(Problems.orderNotFound());
            })
            .on(PaymentPage.Unavailable.class, unavailable -> {
                throw new ProblemException(
                        Problems.of(ErrorCode.PAYMENT_UNAVAILABLE, "Nobody takes payments at the moment. Try again."));
            })
            .whole();

    private final TakePayments payments;
    private final Caller caller;

    PayingController(TakePayments payments, Caller caller) {
        this.payments = payments;
        this.caller = caller;
    }

    @Refuses({ErrorCode.ORDER_NOT_FOUND, ErrorCode.WRONG_STATUS, ErrorCode.PAYMENT_UNAVAILABLE, ErrorCode.BUSY})
    @PostMapping(path = "/api/orders/{orderId}/payment", produces = MediaType.APPLICATION_JSON_VALUE)
    PaymentPageView payment(@PathVariable String orderId) {
        if (!OrderId.isValid(orderId)) {
            throw new ProblemException(Problems.orderNotFound());
        }
        return ANSWERS.apply(payments.page(new OrderId(orderId), caller.id()));
    }

    private static ProblemException wrongStatus(Order order) {
        return new ProblemException(Problems.wrongStatus(
                OrderViews.status(order.status()), "Only an unpaid order can be paid; this one is not any more."));
    }
}
