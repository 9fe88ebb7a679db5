package io.seckill.core.lock;

/**
 * Orders the holders of one name in time.
 *
 * @param value 1 or more
 */
public record FencingToken(long value) implements Comparable<FencingToken> {
    /** @throws IllegalArgumentException if the value is less than 1 */
    public FencingToken {
        if (value < 1) {
            throw new IllegalArgumentException("fencing token: must be 1 or more, but is " + value);
        }
    }

    @Override
    public int compareTo(FencingToken other) {
        return Long.compare(value, other.value);
    }
}
