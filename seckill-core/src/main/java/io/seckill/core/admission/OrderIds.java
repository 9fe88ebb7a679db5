package io.seckill.core.admission;

import io.seckill.core.sale.OrderId;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Draws order ids: ULIDs, whose first 10 characters are the time, so that rows are inserted at the end of their table. Safe
 * for use by many threads.
 *
 * <p>The other 80 bits: 16 of this process, and a counter that is put through SplitMix64's finisher (Steele, Lea, Flood 2014), which is
 * one to one, so that no two ids of a process are alike and yet none tells how many there are.
 */
public final class OrderIds {
    private static final char[] BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final int TIME_CHARS = 10;
    private static final int LENGTH = 26;

    private final InstantSource clock;
    private final long process;
    private final AtomicLong counter;

    public OrderIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.process = random.nextLong() & 0xffff;
        this.counter = new AtomicLong(random.nextLong());
    }

    public OrderId next() {
        char[] text = new char[LENGTH];
        long time = clock.millis();
        for (int i = TIME_CHARS - 1; i >= 0; i--) {
            text[i] = BASE32[(int) (time & 31)];
            time >>>= 5;
        }
        long low = mix(counter.getAndAdd(STEP));
        long high = process;
        for (int i = LENGTH - 1; i >= TIME_CHARS; i--) {
            text[i] = BASE32[(int) (low & 31)];
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new OrderId(new String(text));
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
