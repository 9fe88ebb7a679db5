package io.seckill.core.payment;

import io.seckill.core.payment.Refunding.RefundEvents;
import io.seckill.core.sale.BackendUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A book of payments and a gateway that do as they are told, and keep what they were asked. */
final class ScriptedPayments implements PaymentBook, PaymentGateway, RefundEvents {
    final List<PaymentId> unsettled = new ArrayList<>();
    final List<DueRefund> due = new ArrayList<>();
    final Set<PaymentId> failing = new HashSet<>();
    final Map<PaymentId, String> refused = new HashMap<>();
    final List<String> calls = new ArrayList<>();
    final Map<PaymentId, Duration> delays = new LinkedHashMap<>();
    Receipt receipt = Receipt.STORED;
    PaymentEffect effect = PaymentEffect.PAYS;
    boolean settlingLaterFails;
    int refunds;
    int failures;

    @Override
    public Receipt receive(Payment payment) {
        calls.add("receive " + payment.id());
        return receipt;
    }

    @Override
    public Optional<PaymentEffect> settle(PaymentId id) {
        answer("settle", id);
        return Optional.of(effect);
    }

    @Override
    public List<PaymentId> unsettled(Duration age, int most) {
        return unsettled.stream().limit(most).toList();
    }

    @Override
    public void settleLater(PaymentId id, Duration delay) {
        if (settlingLaterFails) {
            throw new BackendUnavailableException("no answer about " + id, null);
        }
        unsettled.remove(id);
        calls.add("later " + id);
        delays.put(id, delay);
    }

    @Override
    public List<DueRefund> claimRefunds(int most, Duration until) {
        List<DueRefund> claimed = due.stream().limit(most).toList();
        due.removeAll(claimed);
        return claimed;
    }

    @Override
    public void refunded(PaymentId id) {
        answer("refunded", id);
    }

    @Override
    public void refundFailed(PaymentId id, String why, Duration delay) {
        answer("failed", id);
        delays.put(id, delay);
    }

    private void answer(String call, PaymentId id) {
        if (failing.contains(id)) {
            throw new BackendUnavailableException("no answer about " + id, null);
        }
        calls.add(call + " " + id);
    }

    @Override
    public URI page(PageRequest request) {
        if (!refused.isEmpty()) {
            throw new PaymentGatewayException("closed", null);
        }
        return URI.create("https://pay.example/" + request.order() + "/"
                + request.amount().minorUnits() + "/" + request.payBy().getEpochSecond());
    }

    @Override
    public void refund(Payment payment) {
        String why = refused.get(payment.id());
        if (why != null) {
            throw new PaymentGatewayException(why, null);
        }
        calls.add("refund " + payment.id());
    }

    @Override
    public void refunded() {
        refunds++;
    }

    @Override
    public void notRefunded() {
        failures++;
    }
}
