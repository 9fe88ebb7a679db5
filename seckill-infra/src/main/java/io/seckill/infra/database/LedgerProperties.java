package io.seckill.infra.database;

import io.seckill.infra.Bounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The connections that units are moved by, besides those of spring.datasource.
 *
 * @param connections database connections of the sale desks: 3 to 100; two fewer batches run at once
 * @param otherConnections those of all else that moves units: cancelling, expiring, payments, operators: 2 to 100
 */
@ConfigurationProperties(value = "seckill.ledger", ignoreUnknownFields = false)
public record LedgerProperties(
        @DefaultValue("8") int connections,
        @DefaultValue("6") int otherConnections) {
    public LedgerProperties {
        Bounds.within("seckill.ledger.connections", connections, 3, 100);
        Bounds.within("seckill.ledger.other-connections", otherConnections, 2, 100);
    }
}
