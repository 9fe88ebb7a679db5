package io.seckill.web.request;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a request may bring.
 *
 * @param maxBodySize the most that a request's body may have, 1KB to 1MB; more is INVALID_REQUEST
 */
@ConfigurationProperties(value = "seckill.http", ignoreUnknownFields = false)
record HttpProperties(@DefaultValue("16KB") DataSize maxBodySize) {
    HttpProperties {
        if (maxBodySize.compareTo(DataSize.ofKilobytes(1)) < 0 || maxBodySize.compareTo(DataSize.ofMegabytes(1)) > 0) {
            throw new IllegalArgumentException("seckill.http.max-body-size: must be 1KB to 1MB, but is " + maxBodySize);
        }
    }

    int maxBodyBytes() {
        return Math.toIntExact(maxBodySize.toBytes());
    }
}
