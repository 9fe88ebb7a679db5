package com.example.concert;

import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A seat of the hall, written as {@code 12-7}: row 12, number 7. */
public record Seat(int row, int number) implements Comparable<Seat> {
    private static final int ROW = 25;
    private static final Comparator<Seat> FRONT_TO_BACK =
            Comparator.comparingInt(Seat::row).thenComparingInt(Seat::number);

    /** The seats of a hall, in rows of {@value #ROW}. */
    static Stream<Seat> hallOf(int seats) {
        return IntStream.range(0, seats).mapToObj(i -> new Seat(i / ROW + 1, i % ROW + 1));
    }

    static Seat parse(String text) {
        String[] parts = text.split("-");
        return new Seat(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    boolean isRightOf(Seat other) {
        return row == other.row && number == other.number + 1;
    }

    @Override
    public int compareTo(Seat other) {
        return FRONT_TO_BACK.compare(this, other);
    }

    @Override
    public String toString() {
        return row + "-" + number;
    }
}
