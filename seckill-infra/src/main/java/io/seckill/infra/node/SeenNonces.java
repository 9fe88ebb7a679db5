package io.seckill.infra.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** The nonces of the calls whose time is still good, so that none is taken twice. Safe for use by many threads. */
final class SeenNonces {
    private static final int MOST = 100_000;

    private final long keptMillis;
    private final Set<String> seen = new HashSet<>();
    private final Queue<Seen> oldestFirst = new ArrayDeque<>();

    private record Seen(String nonce, long atMillis) {}

    SeenNonces(Duration kept) {
        this.keptMillis = kept.toMillis();
    }

    /** Whether it is new, and there is room to remember it. */
    synchronized boolean add(String nonce, long nowMillis) {
        for (Seen oldest = oldestFirst.peek();
                oldest != null && nowMillis - oldest.atMillis() > keptMillis;
                oldest = oldestFirst.peek()) {
            oldestFirst.remove();
            seen.remove(oldest.nonce());
        }
        if (seen.size() >= MOST || !seen.add(nonce)) {
            return false;
        }
        oldestFirst.add(new Seen(nonce, nowMillis));
        return true;
    }
}
