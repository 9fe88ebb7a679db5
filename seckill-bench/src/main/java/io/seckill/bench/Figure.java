package io.seckill.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is measured beside orders per second. */
enum Figure {
    /** How long the program takes from its command to readiness. */
    START("start"),
    /** How much heap orders take while they wait. */
    HEAP("heap");

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
