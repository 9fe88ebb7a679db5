package io.seckill.web.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The port for operators, where {@code management.server.port} gives them one of their own. It stands in a private network, so the
 * metrics are open there. Safe for use by many threads.
 */
@Component
class OperatorsPort {
    private static final String METRICS = "/actuator/prometheus";

    private final Environment settings;

    OperatorsPort(Environment settings) {
        this.settings = settings;
    }

    /** Whether that is a call for the metrics at that port. */
    boolean isScrape(HttpServletRequest request) {
        int port = port("local.management.port");
        return port != port("local.server.port")
                && port == request.getLocalPort()
                && METRICS.equals(request.getRequestURI());
    }

    private int port(String name) {
        return settings.getProperty(name, Integer.class, 0);
    }
}
