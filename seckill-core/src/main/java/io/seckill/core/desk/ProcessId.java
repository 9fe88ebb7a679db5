package io.seckill.core.desk;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Tells one run of the program from every other, so that a re-used address is noticed.
 *
 * @param value 16 lower-case hexadecimal digits
 */
public record ProcessId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{16}");

    /** @throws IllegalArgumentException if the value is not as described */
    public ProcessId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("process id: must be 16 hexadecimal digits, but is " + value);
        }
    }

    /** A fresh one; drawn once, at start. */
    public static ProcessId draw(RandomGenerator random) {
        return new ProcessId(String.format("%016x", random.nextLong()));
    }

    @Override
    public String toString() {
        return value;
    }
}
