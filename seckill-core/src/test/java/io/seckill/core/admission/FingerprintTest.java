package io.seckill.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    private final Fingerprint fingerprint = Fingerprint.draw(new Random(42));

    /**
     * The vectors of even length of SipHash-2-4's reference implementation (github.com/veorq/SipHash, vectors.h): the key is
     * the bytes 0 to 15, the message of length n the bytes 0 to n - 1. Two bytes make one character here, the low one first.
     */
    @ParameterizedTest
    @CsvSource({
        "2, 0d6c8009d9a94f5a",
        "4, cf2794e0277187b7",
        "6, cbc9466e58fee3ce",
        "8, 93f5f5799a932462",
        "10, 7a5dbbc594ddb9f3",
        "14, f723ca908e7af2ee",
        "16, 3f2acc7f57c29bdb",
        "30, ad87a3535c49ef28",
        "62, e51b38608ef25f57"
    })
    void itIsSipHashOfTheTextsBytes(int length, String expected) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i += 2) {
            text.append((char) (i | ((i + 1) << 8)));
        }

        long hash = new Fingerprint(0x0706050403020100L, 0x0f0e0d0c0b0a0908L).of(text.toString());

        assertThat(String.format("%016x", hash)).isEqualTo(expected);
    }

    @Test
    void itDependsOnTheProcessesKey() {
        assertThat(of("alice", "k"))
                .isNotEqualTo(Fingerprint.draw(new Random(43)).of(buyer("alice"), key("k")));
    }

    @Test
    void aBuyerAndAKeyAreNotMixedUp() {
        assertThat(of("ab", "c")).isNotEqualTo(of("a", "bc"));
        assertThat(of("alice", "k")).isEqualTo(of("alice", "k")).isNotEqualTo(of("Alice", "k"));
        assertThat(of("alice", "k")).isNotEqualTo(of("alice", "K"));
    }

    @Test
    void aHundredThousandPairsHaveAsManyFingerprints() {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            seen.add(of("买家-" + i % 1_000, "key-" + i / 1_000));
        }

        assertThat(seen).hasSize(100_000);
    }

    private long of(String buyer, String key) {
        return fingerprint.of(buyer(buyer), key(key));
    }

    private static BuyerId buyer(String value) {
        return new BuyerId(value);
    }

    private static RequestKey key(String value) {
        return new RequestKey(value);
    }
}
