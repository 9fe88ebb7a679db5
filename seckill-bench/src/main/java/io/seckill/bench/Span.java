package io.seckill.bench;

import java.time.Duration;

/**
 * How long a way runs.
 *
 * @param warmUp before it is measured
 * @param measured thereafter
 */
record Span(Duration warmUp, Duration measured) {
    private static final int SHORTEST_WARM_UP = 3;

    static Span ofSeconds(int seconds) {
        return new Span(Duration.ofSeconds(Math.max(SHORTEST_WARM_UP, seconds / 2)), Duration.ofSeconds(seconds));
    }
}
