package io.seckill.core.desk;

import java.time.Duration;
import java.util.Arrays;

/** The latest batches of one sale on one node. Safe for use by many threads. */
final class ActivityLog {
    private static final int KEPT = 256;
    private static final long RATE_NANOS = Duration.ofSeconds(10).toNanos();

    private final long[] endedAt = new long[KEPT];
    private final long[] took = new long[KEPT];
    private final int[] sizes = new int[KEPT];
    private final int[] placed = new int[KEPT];
    private long batches;

    synchronized void add(long now, long nanos, int size, int ordersPlaced) {
        int slot = (int) (batches++ % KEPT);
        endedAt[slot] = now;
        took[slot] = nanos;
        sizes[slot] = size;
        placed[slot] = ordersPlaced;
    }

    /** Figures of the batches that are kept. */
    record Figures(
            long batches,
            double ordersPerSecond,
            double meanSize,
            int largest,
            Duration median,
            Duration p99,
            Duration slowest) {}

    synchronized Figures figures(long now) {
        int kept = (int) Math.min(batches, KEPT);
        if (kept == 0) {
            return new Figures(0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        }
        // The ring may be shorter than ten seconds at full speed.
        long span = kept < KEPT ? RATE_NANOS : Math.max(1, Math.min(RATE_NANOS, now - endedAt[(int) (batches % KEPT)]));
        long recent = 0;
        for (int i = 0; i < kept; i++) {
            recent += now - endedAt[i] <= span ? placed[i] : 0;
        }
        long[] times = Arrays.copyOf(took, kept);
        Arrays.sort(times);
        return new Figures(
                batches,
                recent / (span / 1e9),
                Arrays.stream(sizes, 0, kept).average().orElse(0),
                Arrays.stream(sizes, 0, kept).max().orElse(0),
                Duration.ofNanos(times[kept / 2]),
                Duration.ofNanos(times[Math.min(kept - 1, kept * 99 / 100)]),
                Duration.ofNanos(times[kept - 1]));
    }
}
