package io.seckill.infra.node;

import com.carrotsearch.hppc.LongHashSet;
import java.time.Duration;
import java.util.UUID;

/**
 * The nonces of the calls whose time is still good, so that none is taken twice. There may be thousands of calls a second, so
 * 64 bits are kept of each: that two calls look alike, and the later one has to be made again, happens once in billions of
 * calls. Safe for use by many threads.
 */
final class SeenNonces {
    /** In one span; more than a listener can take in. */
    private static final int MOST = 2_000_000;

    private final long keptMillis;
    private long spanSince;
    private LongHashSet span = new LongHashSet();
    private LongHashSet spanBefore = new LongHashSet();

    /** @param kept for how long each is remembered at least, and twice that at most */
    SeenNonces(Duration kept) {
        this.keptMillis = kept.toMillis();
    }

    /** Whether it is new, and there is room to remember it. */
    synchronized boolean add(UUID nonce, long nowMillis) {
        turn(nowMillis);
        long bits = nonce.getMostSignificantBits() ^ nonce.getLeastSignificantBits();
        return span.size() < MOST && !spanBefore.contains(bits) && span.add(bits);
    }

    private void turn(long nowMillis) {
        long age = nowMillis - spanSince;
        if (age > keptMillis) {
            spanBefore = age > 2 * keptMillis ? new LongHashSet() : span;
            span = new LongHashSet();
            spanSince = nowMillis;
        }
    }
}
