package io.seckill.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** One figure over the rounds. */
record Spread(double least, double median, double most) {
    static Spread of(Collection<Double> rounds) {
        double[] sorted =
                rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(
                sorted[0], Results.median(sorted), Arrays.stream(sorted).max().orElseThrow());
    }

    /** Such as {@code 1.25 (1.20 - 1.31)}. */
    String text(int digits) {
        String number = "%,." + digits + "f";
        return String.format(Locale.ROOT, number + " (" + number + " - " + number + ")", median, least, most);
    }
}
