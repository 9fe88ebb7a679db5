package io.seckill.infra.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The connections of the sale desks.
 *
 * @param connections of their own, besides the application's: 3 to 100; two fewer batches run at once
 */
@ConfigurationProperties("seckill.ledger")
public record LedgerProperties(@DefaultValue("8") int connections) {
    public LedgerProperties {
        if (connections < 3 || connections > 100) {
            throw new IllegalArgumentException("seckill.ledger.connections: must be 3 to 100, but is " + connections);
        }
    }
}
