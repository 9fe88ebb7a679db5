package io.seckill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void theMedianStandsBeforeTheRange() {
        assertThat(Spread.of(List.of(3.0, 1_000.25, 2.0)).text(1)).isEqualTo("3.0 (2.0 - 1,000.3)");
    }
}
