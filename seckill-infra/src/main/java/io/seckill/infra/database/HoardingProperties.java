package io.seckill.infra.database;

import io.seckill.infra.Bounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Against buyers who take units and do not pay.
 *
 * @param maxExpired orders that a buyer may let expire or pay too late per sale, refunded ones too; after so many, further
 *     ones are refused: 1 to 1000
 */
@ConfigurationProperties(value = "seckill.hoarding", ignoreUnknownFields = false)
public record HoardingProperties(@DefaultValue("3") int maxExpired) {
    public HoardingProperties {
        Bounds.within("seckill.hoarding.max-expired", maxExpired, 1, 1_000);
    }
}
