package io.seckill.infra.database;

import io.seckill.infra.Bounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The connections of the sale desks.
 *
 * @param connections database connections of the sale desks, besides those of spring.datasource: 3 to 100; two fewer
 *     batches run at once
 */
@ConfigurationProperties(value = "seckill.ledger", ignoreUnknownFields = false)
public record LedgerProperties(@DefaultValue("8") int connections) {
    public LedgerProperties {
        Bounds.within("seckill.ledger.connections", connections, 3, 100);
    }
}
