package io.seckill.core.admission;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import java.util.random.RandomGenerator;

/**
 * Makes 64-bit fingerprints of (buyer, request key) pairs with a key of its own per process, so that nobody outside can
 * aim for a collision. SipHash-2-4 (Aumasson and Bernstein, 2012) over the UTF-16 text. Immutable.
 */
public final class Fingerprint {
    private static final int CHARS_PER_WORD = 4;

    private final long key0;
    private final long key1;

    Fingerprint(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** One with a fresh key. */
    public static Fingerprint draw(RandomGenerator random) {
        return new Fingerprint(random.nextLong(), random.nextLong());
    }

    /** The separator is in neither part, so different pairs are different texts. */
    public long of(BuyerId buyer, RequestKey key) {
        return of(buyer.value(), '\0', key.value());
    }

    private long of(String head, char separator, String tail) {
        Rounds rounds = new Rounds(key0, key1);
        int length = head.length() + 1 + tail.length();
        long word = 0;
        for (int i = 0; i < length; i++) {
            char c = i < head.length()
                    ? head.charAt(i)
                    : i == head.length() ? separator : tail.charAt(i - head.length() - 1);
            word |= (long) c << (16L * (i % CHARS_PER_WORD));
            if (i % CHARS_PER_WORD == CHARS_PER_WORD - 1) {
                rounds.absorb(word);
                word = 0;
            }
        }
        return rounds.finish(word | ((2L * length) << 56));
    }

    /** The hash of UTF-16 text of any content. */
    long of(String text) {
        return of("", text.charAt(0), text.substring(1));
    }

    private static final class Rounds {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        Rounds(long key0, long key1) {
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ 0x646f72616e646f6dL;
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        void absorb(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long finish(long lastWord) {
            absorb(lastWord);
            v2 ^= 0xff;
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
