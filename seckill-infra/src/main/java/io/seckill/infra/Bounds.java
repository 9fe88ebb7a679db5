package io.seckill.infra;

import java.time.Duration;
import java.util.Locale;

/** What settings are checked against. A failure names the setting, its value and what would be right. */
public final class Bounds {
    private Bounds() {}

    /** @throws IllegalArgumentException if the value is less than {@code least} or more than {@code most} */
    public static void within(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(setting + ": must be " + least + " to " + most + ", but is " + value);
        }
    }

    /** @throws IllegalArgumentException if the value is less than {@code least} or more than {@code most} */
    public static void within(String setting, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    setting + ": must be " + text(least) + " to " + text(most) + ", but is " + text(value));
        }
    }

    /** @throws IllegalArgumentException if the value is 0 or less, or more than {@code most} */
    public static void positive(String setting, Duration value, Duration most) {
        if (value.isNegative() || value.isZero() || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    setting + ": must be above 0s and at most " + text(most) + ", but is " + text(value));
        }
    }

    /** @throws IllegalArgumentException if the value is less than 0, or more than {@code most} */
    public static void zeroOrMore(String setting, Duration value, Duration most) {
        if (value.isNegative() || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(setting + ": must be 0s to " + text(most) + ", but is " + text(value));
        }
    }

    /** A duration about as people write it: {@code 2s}, {@code 0.5s}, {@code 1m30s}. */
    public static String text(Duration value) {
        return value.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
