package io.seckill.core.lock;

import java.nio.charset.StandardCharsets;

/**
 * The name of a lock. Names are compared exactly: case, accents and every separator count.
 *
 * @param value 1 to {@value #MAX_BYTES} bytes in UTF-8, without unpaired surrogates and control characters
 */
public record LockName(String value) {
    public static final int MAX_BYTES = 200;

    /** @throws IllegalArgumentException if the value is not as described; it is refused, never cut */
    public LockName {
        if (value.isBlank()) {
            throw new IllegalArgumentException("lock name: must not be blank");
        }
        value.codePoints().filter(LockName::isUnfit).findFirst().ifPresent(unfit -> {
            throw new IllegalArgumentException(String.format(
                    "lock name: must not contain control characters or unpaired surrogates, but has U+%04X", unfit));
        });
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "lock name: must be at most " + MAX_BYTES + " bytes in UTF-8, but is " + bytes);
        }
    }

    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    @Override
    public String toString() {
        return value;
    }
}
