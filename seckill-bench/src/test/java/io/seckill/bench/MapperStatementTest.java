package io.seckill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MapperStatementTest {
    @Test
    void isTheMappersOwnTextWithItsParametersInOrder() {
        MapperStatement take = MapperStatement.of("SaleMapper", "take");

        assertThat(take.sql()).contains("placed = placed + ?", "available >= ?").doesNotContain("#");
        assertThat(take.names()).containsExactly("units", "orders", "id", "units");
    }
}
