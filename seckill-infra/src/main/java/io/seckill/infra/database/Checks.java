package io.seckill.infra.database;

/** What has to be so before a statement, and after it. */
final class Checks {
    private Checks() {}

    static void positive(String name, int value) {
        within(name, value, Integer.MAX_VALUE);
    }

    static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            String bounds = most == Integer.MAX_VALUE ? "1 or more" : "1 to " + most;
            throw new IllegalArgumentException(name + ": must be " + bounds + ", but is " + value);
        }
    }

    /** Rows that a transaction has locked cannot be others than it saw; if they are, nothing of it may stay. */
    static void rows(String what, int are, int should) {
        if (are != should) {
            throw new IllegalStateException(what + ": " + are + " instead of " + should);
        }
    }
}
