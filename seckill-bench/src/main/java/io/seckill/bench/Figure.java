package io.seckill.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is measured beside orders per second. */
enum Figure {
    /** How long the program takes from its command to readiness. */
    START("start"),
    /** How much heap orders take while they wait. */
    HEAP("heap"),
    /** How many unpaid orders expire per second. */
    EXPIRY("expiry"),
    /** What our locks cost beside other libraries'; only when asked for. */
    LOCKS("locks"),
    /** Whether renewing locks costs more the longer a client lives; only when asked for. */
    WATCHDOG("watchdog");

    /** Those that are measured when nothing else was asked for. */
    static final Set<Figure> USUAL = Collections.unmodifiableSet(EnumSet.of(START, HEAP, EXPIRY));

    private final String text;

    Figure(String text) {
        this.text = text;
    }

    static Optional<Figure> of(String text) {
        return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(Figure::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text;
    }
}
