package io.seckill.core.desk;

import java.time.Duration;

/**
 * The bounds of the sale desks of one node.
 *
 * @param maxWaiting orders that may wait per sale and node, 1 or more; further ones are refused as busy
 * @param maxWaitingPerBuyer of them, of one buyer, 1 or more
 * @param maxBatch orders in one transaction, 1 to 10,000
 * @param maxBundle orders handed over in one call, 1 to {@link Bundle#MAX_ORDERS}
 * @param maxBundlesInFlight unanswered calls per sale, 1 or more
 * @param takeWithin a request that was not taken into a batch by then is refused as busy
 * @param answerWithin a request whose outcome is not known by then is answered as unknown
 * @param aloneAfter how long a desk is looked for before the node commits for itself
 * @param giveUpAfter how long a desk may fail to commit while orders wait
 * @param standAgainAfter how long it does not stand for election after that
 * @param idleAfter how long a desk is kept without orders
 * @param closeWithin how long the orders that wait at shutdown may take
 */
public record DeskSettings(
        int maxWaiting,
        int maxWaitingPerBuyer,
        int maxBatch,
        int maxBundle,
        int maxBundlesInFlight,
        Duration takeWithin,
        Duration answerWithin,
        Duration aloneAfter,
        Duration giveUpAfter,
        Duration standAgainAfter,
        Duration idleAfter,
        Duration closeWithin) {
    /** @throws IllegalArgumentException if a number is out of its bounds, or a duration is not positive */
    public DeskSettings {
        within("maxWaiting", maxWaiting, 1, 1_000_000);
        within("maxWaitingPerBuyer", maxWaitingPerBuyer, 1, 1_000);
        within("maxBatch", maxBatch, 1, 10_000);
        within("maxBundle", maxBundle, 1, Bundle.MAX_ORDERS);
        within("maxBundlesInFlight", maxBundlesInFlight, 1, 64);
        positive("takeWithin", takeWithin);
        positive("answerWithin", answerWithin);
        positive("aloneAfter", aloneAfter);
        positive("giveUpAfter", giveUpAfter);
        positive("standAgainAfter", standAgainAfter);
        positive("idleAfter", idleAfter);
        positive("closeWithin", closeWithin);
        if (answerWithin.compareTo(takeWithin) < 0) {
            throw new IllegalArgumentException("answerWithin: must be at least takeWithin, " + takeWithin);
        }
    }

    public static DeskSettings defaults() {
        return new DeskSettings(
                10_000,
                4,
                1_000,
                256,
                4,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(4));
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": must be " + least + " to " + most + ", but is " + value);
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": must be more than 0, but is " + value);
        }
    }
}
