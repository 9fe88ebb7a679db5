package io.seckill.infra.life;

import io.seckill.infra.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether active sales are checked against their orders.
 *
 * @param enabled whether a node audits the sales, and pauses one whose orders and units do not agree
 * @param every how often each sale is audited, 1s to 24h
 */
@ConfigurationProperties(value = "seckill.audit", ignoreUnknownFields = false)
record AuditProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1m") Duration every) {
    AuditProperties {
        Bounds.within("seckill.audit.every", every, Duration.ofSeconds(1), Duration.ofHours(24));
    }
}
