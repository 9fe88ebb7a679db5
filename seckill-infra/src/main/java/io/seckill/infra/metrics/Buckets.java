package io.seckill.infra.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/** Where histograms are cut: few, so that a scrape stays small. */
final class Buckets {
    /** From a commit on a fast disk to the longest wait for an outcome. */
    static final Duration[] TIMES = LongStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** Orders in a batch or a bundle. */
    static final double[] SIZES = {1, 10, 50, 100, 250, 500, 1_000};

    private Buckets() {}
}
