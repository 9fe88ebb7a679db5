package io.seckill.web.payment;

import io.seckill.api.FieldProblem;
import io.seckill.api.PaymentNotification;
import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.OrderId;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/** Makes payments of what the gateway tells. */
final class Payments {
    private Payments() {}

    /** @throws ProblemException if it cannot be; names every field that is wrong */
    static Payment of(PaymentNotification told) {
        List<FieldProblem> errors = new ArrayList<>();
        if (!PaymentId.isValid(told.paymentId())) {
            errors.add(new FieldProblem("paymentId", "must be 1 to 64 of A-Z a-z 0-9 . _ -"));
        }
        if (!OrderId.isValid(told.orderId())) {
            errors.add(new FieldProblem("orderId", "must be the id of an order: 26 capitals and digits"));
        }
        if (told.amount() < 0) {
            errors.add(new FieldProblem("amount", "must be 0 or more, in the currency's minor unit"));
        }
        if (!told.currency().matches("[A-Z]{3}")) {
            errors.add(new FieldProblem("currency", "must be an ISO 4217 code, as in CNY"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problems.invalid(errors));
        }
        return new Payment(
                new PaymentId(told.paymentId()),
                new OrderId(told.orderId()),
                new Money(told.amount(), told.currency()));
    }
}
