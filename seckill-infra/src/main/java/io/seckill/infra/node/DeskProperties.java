package io.seckill.infra.node;

import io.seckill.core.desk.Bundle;
import io.seckill.core.desk.DeskSettings;
import io.seckill.infra.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the sale desks; each is as in {@link DeskSettings}.
 *
 * @param maxWaiting orders that may wait per sale and node, 1 to 1000000; further ones are BUSY
 * @param maxWaitingPerBuyer orders of one buyer that may wait per sale and node, 1 to 1000; further ones are BUSY
 * @param maxBatch orders in one transaction, 1 to 10000
 * @param maxBundle orders handed over to another node in one call, 1 to 1000
 * @param takeWithin an order that no batch took by then is BUSY; above 0s, at most 1m
 * @param answerWithin an order whose outcome is not known by then is OUTCOME_UNKNOWN; at least take-within, at most 1m,
 *     and to be kept below spring.mvc.async.request-timeout (15s)
 * @param idleAfter how long a desk is kept without orders; above 0s, at most 24h
 * @param closeWithin how long the orders that wait at shutdown may take; above 0s, at most 1m
 */
@ConfigurationProperties(value = "seckill.desk", ignoreUnknownFields = false)
record DeskProperties(
        @DefaultValue("10000") int maxWaiting,
        @DefaultValue("4") int maxWaitingPerBuyer,
        @DefaultValue("1000") int maxBatch,
        @DefaultValue("256") int maxBundle,
        @DefaultValue("2s") Duration takeWithin,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("10s") Duration idleAfter,
        @DefaultValue("4s") Duration closeWithin) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    DeskProperties {
        Bounds.within("seckill.desk.max-waiting", maxWaiting, 1, 1_000_000);
        Bounds.within("seckill.desk.max-waiting-per-buyer", maxWaitingPerBuyer, 1, 1_000);
        Bounds.within("seckill.desk.max-batch", maxBatch, 1, 10_000);
        Bounds.within("seckill.desk.max-bundle", maxBundle, 1, Bundle.MAX_ORDERS);
        Bounds.positive("seckill.desk.take-within", takeWithin, MINUTE);
        Bounds.positive("seckill.desk.answer-within", answerWithin, MINUTE);
        Bounds.positive("seckill.desk.idle-after", idleAfter, Duration.ofDays(1));
        Bounds.positive("seckill.desk.close-within", closeWithin, MINUTE);
        if (answerWithin.compareTo(takeWithin) < 0) {
            throw new IllegalArgumentException("seckill.desk.answer-within: must be at least seckill.desk.take-within, "
                    + Bounds.text(takeWithin) + ", but is " + Bounds.text(answerWithin));
        }
    }

    DeskSettings settings() {
        DeskSettings defaults = DeskSettings.defaults();
        return new DeskSettings(
                maxWaiting,
                maxWaitingPerBuyer,
                maxBatch,
                maxBundle,
                defaults.maxBundlesInFlight(),
                takeWithin,
                answerWithin,
                defaults.aloneAfter(),
                defaults.giveUpAfter(),
                defaults.standAgainAfter(),
                idleAfter,
                closeWithin);
    }
}
