package io.seckill.core.release;

import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.SaleId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** Sales with orders that are due, some of which cannot be had. */
final class ScriptedReleases implements OrderReleases, ReleaseEvents {
    final Map<SaleId, Integer> due = new LinkedHashMap<>();
    final Set<SaleId> heldByPayments = new LinkedHashSet<>();
    final Set<SaleId> failing = new LinkedHashSet<>();
    final List<SaleId> asked = new ArrayList<>();
    final Queue<Cancellation> cancellations = new ArrayDeque<>();
    int expired;
    int cancelled;

    @Override
    public Cancellation cancel(OrderId order, BuyerId buyer) {
        return cancellations.remove();
    }

    @Override
    public List<SaleId> due(int most) {
        return due.keySet().stream().limit(most).toList();
    }

    @Override
    public int expire(SaleId sale, int most) {
        asked.add(sale);
        if (failing.contains(sale)) {
            throw new BackendUnavailableException("no answer for " + sale, null);
        }
        if (heldByPayments.contains(sale)) {
            return 0;
        }
        int now = Math.min(most, due.getOrDefault(sale, 0));
        due.computeIfPresent(sale, (id, left) -> left == now ? null : left - now);
        return now;
    }

    @Override
    public void expired(int orders) {
        expired += orders;
    }

    @Override
    public void cancelled() {
        cancelled++;
    }
}
