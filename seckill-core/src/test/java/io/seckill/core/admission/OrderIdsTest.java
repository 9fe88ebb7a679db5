package io.seckill.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.sale.OrderId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderIdsTest {
    private static final Instant NOON = Instant.parse("2026-06-18T12:00:00Z");
    private Instant now = NOON;
    private final InstantSource clock = () -> now;
    private final OrderIds ids = new OrderIds(clock, new Random(42));

    @Test
    void anIdIsAUlid() {
        String id = ids.next().value();

        assertThat(OrderId.isValid(id)).isTrue();
        assertThat(time(id)).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void laterIdsAreLarger() {
        OrderId before = ids.next();
        now = now.plusMillis(1);

        assertThat(ids.next().value()).isGreaterThan(before.value());
    }

    @Test
    void aMillionIdsOfOneMomentAreAllDifferent() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000_000; i++) {
            seen.add(ids.next().value());
        }

        assertThat(seen).hasSize(1_000_000);
    }

    @Test
    void processesDrawDifferentIds() {
        OrderIds others = new OrderIds(clock, new Random(43));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            seen.add(ids.next().value());
            seen.add(others.next().value());
        }

        assertThat(seen).hasSize(20_000);
    }

    private static long time(String id) {
        long time = 0;
        for (char c : id.substring(0, 10).toCharArray()) {
            time = 32 * time + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(c);
        }
        return time;
    }
}
