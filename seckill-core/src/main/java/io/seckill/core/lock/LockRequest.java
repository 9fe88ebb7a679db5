package io.seckill.core.lock;

import java.time.Duration;
import java.util.Optional;

/**
 * What is asked of a {@link LockProvider}.
 *
 * @param name the lock
 * @param maxWait how long to wait for it while someone else holds it: zero or more, at most {@link #MAX_WAIT}; a bound,
 *     kept even when the backend does not answer
 * @param longestLife when the lease ends by itself although it is renewed, so that a holder that forgets it does not
 *     keep it for ever: more than zero, at most {@link #MAX_LIFE}; empty: never
 */
public record LockRequest(LockName name, Duration maxWait, Optional<Duration> longestLife) {
    public static final Duration MAX_WAIT = Duration.ofHours(1);
    public static final Duration MAX_LIFE = Duration.ofDays(7);
    public static final Duration DEFAULT_LIFE = Duration.ofMinutes(10);

    /** @throws IllegalArgumentException if a duration is out of its bounds */
    public LockRequest {
        if (maxWait.isNegative() || maxWait.compareTo(MAX_WAIT) > 0) {
            throw new IllegalArgumentException("maxWait: must be between 0 and " + MAX_WAIT + ", but is " + maxWait);
        }
        longestLife.ifPresent(life -> {
            if (life.isNegative() || life.isZero() || life.compareTo(MAX_LIFE) > 0) {
                throw new IllegalArgumentException(
                        "longestLife: must be more than 0 and at most " + MAX_LIFE + ", but is " + life);
            }
        });
    }

    /** A request that does not wait, for a lease that ends after {@link #DEFAULT_LIFE} at the latest. */
    public static LockRequest of(LockName name) {
        return new LockRequest(name, Duration.ZERO, Optional.of(DEFAULT_LIFE));
    }

    public LockRequest waiting(Duration maxWait) {
        return new LockRequest(name, maxWait, longestLife);
    }

    public LockRequest livingAtMost(Duration longestLife) {
        return new LockRequest(name, maxWait, Optional.of(longestLife));
    }

    /** For holders that watch their own progress, as a sale's desk does. */
    public LockRequest livingUntilReleased() {
        return new LockRequest(name, maxWait, Optional.empty());
    }
}
