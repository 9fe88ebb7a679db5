package io.seckill.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenNoncesTest {
    private static final long MINUTE = 60_000;
    private static final long NOW = 1_800_000_000_000L;

    private final Random random = new Random(42);
    private final SeenNonces nonces = new SeenNonces(Duration.ofMinutes(1));

    @Test
    void aNonceIsNewOnce() {
        UUID nonce = drawn();

        assertThat(nonces.add(nonce, NOW)).isTrue();
        assertThat(nonces.add(nonce, NOW)).isFalse();
        assertThat(nonces.add(drawn(), NOW)).isTrue();
    }

    @Test
    void aNonceIsRememberedForAMinuteWheneverItCame() {
        for (long at = NOW; at < NOW + 5 * MINUTE; at += 7_000) {
            UUID nonce = drawn();
            assertThat(nonces.add(nonce, at)).isTrue();
            for (long later = 0; later <= MINUTE; later += 9_000) {
                assertThat(nonces.add(nonce, at + later)).isFalse();
            }
        }
    }

    @Test
    void aNonceIsForgottenAfterTwoMinutes() {
        UUID nonce = drawn();
        nonces.add(nonce, NOW);
        nonces.add(drawn(), NOW + MINUTE + 1);

        assertThat(nonces.add(nonce, NOW + 2 * MINUTE + 2)).isTrue();
    }

    @Test
    void tenThousandCallsASecondAreNotTooMany() {
        assertThat(IntStream.range(0, 600_000).allMatch(i -> nonces.add(drawn(), NOW + i / 10)))
                .isTrue();
    }

    private UUID drawn() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
