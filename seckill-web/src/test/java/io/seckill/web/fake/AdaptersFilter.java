package io.seckill.web.fake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Keeps the adapters, and what they bring along, out of tests that set {@code seckill.test.ports=fake}. */
public final class AdaptersFilter implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final List<String> ADAPTERS = List.of(
            "io.seckill.infra.",
            "org.redisson.",
            "org.mybatis.",
            "org.springframework.boot.jdbc.",
            "org.springframework.boot.flyway.",
            "org.springframework.boot.data.",
            "org.springframework.boot.transaction.");

    private boolean fakes;

    @Override
    public void setEnvironment(Environment environment) {
        fakes = "fake".equals(environment.getProperty("seckill.test.ports"));
    }

    @Override
    public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            kept[i] = !fakes || ADAPTERS.stream().noneMatch(String.valueOf(names[i])::startsWith);
        }
        return kept;
    }
}
