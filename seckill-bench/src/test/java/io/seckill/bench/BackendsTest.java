package io.seckill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendsTest {
    @Test
    void anotherProcessReadsThemFromItsEnvironment() {
        Backends backends = new Backends(Map.of(
                "spring.datasource.url", "jdbc:mysql://db/bench",
                "spring.datasource.username", "root",
                "spring.data.redis.url", "redis://cache:6379"));

        assertThat(Backends.of(backends.environment())).isEqualTo(backends);
    }
}
