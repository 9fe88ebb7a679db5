package io.seckill.bench;

import io.seckill.infra.node.SellingNode;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The program without its web: what is measured is assembled as it is deployed. */
final class SellingProgram implements AutoCloseable {
    private static final Map<String, String> DEFAULTS = Map.of(
            "spring.main.banner-mode", "off",
            "spring.main.log-startup-info", "false",
            // while the bare node sells, there is no index to find unpaid orders by, and the others say so
            "logging.level.io.seckill.core.rounds", "error",
            "spring.datasource.hikari.maximum-pool-size", "4",
            "seckill.selling.enabled", "true",
            "seckill.node.address", "127.0.0.1",
            "seckill.node.port", "0");

    private final ConfigurableApplicationContext context;

    private SellingProgram(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                // lock4j is here to be measured, and is set up where it is
                "com.baomidou.lock.spring.boot.autoconfigure.LockAutoConfiguration",
                "com.baomidou.lock.spring.boot.autoconfigure.RedissonLockAutoConfiguration"
            })
    static class Application {}

    /**
     * Starts it; a fresh schema is migrated.
     *
     * @param settings beside those of the environment
     * @throws IllegalStateException if it does not start; the message says why
     */
    static SellingProgram start(Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(DEFAULTS);
        all.putAll(settings);
        try {
            return new SellingProgram(new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    .properties(all)
                    .run());
        } catch (RuntimeException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new IllegalStateException("the program does not start on these servers: " + root.getMessage(), e);
        }
    }

    SellingNode node() {
        return context.getBean(SellingNode.class);
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** Gives the desks up and ends. */
    @Override
    public void close() {
        context.close();
    }
}
