package io.seckill.web.stop;

import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the program stops on SIGTERM.
 *
 * @param drainFor how long HTTP goes on answering at least, 0s to 1m: orders as busy, and each answer ends its
 *     connection, so that clients go elsewhere; a load balancer that is slow to see the readiness probe fail needs more
 * @param requestsWithin how long requests that are under way after drain-for may take, 0s to 1m
 */
@ConfigurationProperties(value = "seckill.stop", ignoreUnknownFields = false)
record StopProperties(
        @DefaultValue("1s") Duration drainFor,
        @DefaultValue("1s") Duration requestsWithin) {
    private static final Duration MOST = Duration.ofMinutes(1);

    StopProperties {
        check("drain-for", drainFor);
        check("requests-within", requestsWithin);
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("seckill.stop." + name + ": must be 0s to 1m, but is "
                    + value.toString().substring("PT".length()).toLowerCase(Locale.ROOT));
        }
    }
}
