package io.seckill.core.desk;

import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What one node of a simulated cluster told of its one sale; a word that cannot be is a fault. */
final class SimulatedEvents implements SellingEvents {
    private final Duration longestWait;
    private final Map<String, Integer> told = new TreeMap<>();
    private boolean desk;

    /** @param longestWait no order waits longer than that for a batch */
    SimulatedEvents(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /** How often each thing happened. */
    Map<String, Integer> told() {
        return told;
    }

    /** Whether it was elected, and that has not ended. */
    boolean isDesk() {
        return desk;
    }

    @Override
    public void drawn(Duration waited) {
        if (waited.isNegative() || waited.compareTo(longestWait) > 0) {
            throw new IllegalStateException("an order waited for " + waited);
        }
        count("drawn");
    }

    @Override
    public void batchEnded(BatchResult result, boolean alone, int orders, Duration took) {
        if (orders < 1 || took.isNegative()) {
            throw new IllegalStateException("a batch of " + orders + " orders took " + took);
        }
        count("batch " + result + (alone ? " alone" : ""));
    }

    @Override
    public void handedOver(BundleResult result, int orders) {
        if (orders < 1) {
            throw new IllegalStateException("a bundle of " + orders);
        }
        count("bundle " + result);
    }

    @Override
    public void elected(SaleId sale, Instant at) {
        if (desk) {
            throw new IllegalStateException("elected twice");
        }
        desk = true;
        count("elected");
    }

    @Override
    public void deskEnded(SaleId sale) {
        if (!desk) {
            throw new IllegalStateException("was no desk");
        }
        desk = false;
    }

    private void count(String what) {
        told.merge(what, 1, Integer::sum);
    }
}
