package io.seckill.infra.node;

import io.seckill.core.desk.DeskSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the sale desks; each is as in {@link DeskSettings}.
 *
 * @param maxWaiting orders that may wait per sale and node
 * @param maxWaitingPerBuyer of them, of one buyer
 * @param maxBatch orders in one transaction
 * @param maxBundle orders handed over in one call
 * @param takeWithin a request that was not taken by then is refused as busy
 * @param answerWithin one whose outcome is not known by then is answered as unknown
 * @param idleAfter how long a desk is kept without orders
 * @param closeWithin how long the orders that wait at shutdown may take
 */
@ConfigurationProperties("seckill.desk")
record DeskProperties(
        @DefaultValue("10000") int maxWaiting,
        @DefaultValue("4") int maxWaitingPerBuyer,
        @DefaultValue("1000") int maxBatch,
        @DefaultValue("256") int maxBundle,
        @DefaultValue("2s") Duration takeWithin,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("10s") Duration idleAfter,
        @DefaultValue("5s") Duration closeWithin) {
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
