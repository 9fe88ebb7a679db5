package io.seckill.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What all rounds brought, as a table. */
final class Results {
    private static final String ROW = "%-16s %8s  %9s %19s  %8s %8s  %6s %8s%n";

    private final Options options;
    private final Map<Way, List<Measurement>> measured = new EnumMap<>(Way.class);

    /** @param least the ratio that is aimed at */
    private record Aim(Way way, double least, Way other) {}

    private static final List<Aim> AIMS = List.of(
            new Aim(Way.DESK, 0.8, Way.PLAIN_JDBC),
            new Aim(Way.DESK, 40, Way.RLOCK_PER_ORDER),
            new Aim(Way.THREE_NODES, 0.85, Way.ONE_NODE),
            new Aim(Way.ONE_NODE, 0.9, Way.BARE_NODE));

    Results(Options options) {
        this.options = options;
    }

    void add(Way way, Measurement measurement) {
        measured.computeIfAbsent(way, none -> new ArrayList<>()).add(measurement);
    }

    /** One line on one way in one round. */
    static String line(Way way, List<Measurement> nodes) {
        Measurement all = Measurement.together(nodes);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-16s %,9.0f orders/s, p50 %.1f ms, p99 %.1f ms",
                way,
                all.ordersPerSecond(),
                all.latencyMillis(50),
                all.latencyMillis(99)));
        if (all.batchSize() > 1) {
            text.append(
                    String.format(Locale.ROOT, ", batches of %.0f in %.1f ms", all.batchSize(), all.commitMillis()));
        }
        text.append(String.format(Locale.ROOT, ", CPU %.1f ms per 1,000", all.cpuMillisPerThousand()));
        if (nodes.size() > 1) {
            text.append(", shares");
            nodes.forEach(node -> text.append(
                    String.format(Locale.ROOT, " %.0f %%", 100 * node.ordersPerSecond() / all.ordersPerSecond())));
        }
        if (all.refused() + all.unknown() > 0) {
            text.append(", ")
                    .append(all.refused())
                    .append(" refused, ")
                    .append(all.unknown())
                    .append(" unknown");
        }
        return text.append("; laws kept").toString();
    }

    String table() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(ROW, "way", "waiting", "orders/s", "(least - most)", "p50 ms", "p99 ms", "batch", "CPU"));
        measured.forEach((way, rounds) -> text.append(String.format(
                Locale.ROOT,
                ROW,
                way,
                waiting(way),
                String.format(Locale.ROOT, "%,.0f", median(each(rounds))),
                String.format(Locale.ROOT, "(%,.0f - %,.0f)", least(each(rounds)), most(each(rounds))),
                String.format(Locale.ROOT, "%.1f", median(percentile(rounds, 50))),
                String.format(Locale.ROOT, "%.1f", median(percentile(rounds, 99))),
                String.format(
                        Locale.ROOT,
                        "%.0f",
                        median(rounds.stream()
                                .mapToDouble(Measurement::batchSize)
                                .toArray())),
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        median(rounds.stream()
                                .mapToDouble(Measurement::cpuMillisPerThousand)
                                .toArray())))));
        text.append("CPU: milliseconds of processor time in our JVMs per 1,000 orders, buyers included\n");
        return text.append(aims()).toString();
    }

    private String waiting(Way way) {
        return switch (way) {
            case DESK, ONE_NODE, BARE_NODE -> Integer.toString(options.waiting());
            case PLAIN_JDBC -> "-";
            case RLOCK_PER_ORDER -> Integer.toString(LockPerOrder.threads(options.waiting()));
            case THREE_NODES -> way.nodes() + "x" + options.waiting();
        };
    }

    private String aims() {
        StringBuilder text = new StringBuilder();
        for (Aim aim : AIMS) {
            List<Measurement> ours = measured.getOrDefault(aim.way, List.of());
            List<Measurement> others = measured.getOrDefault(aim.other, List.of());
            if (!ours.isEmpty() && !others.isEmpty()) {
                double[] ratios = IntStream.range(0, ours.size())
                        .mapToDouble(i ->
                                ours.get(i).ordersPerSecond() / others.get(i).ordersPerSecond())
                        .toArray();
                text.append(String.format(
                        Locale.ROOT,
                        "%s / %s = %.3f (%.3f - %.3f over the rounds), aim %.2f: %s%n",
                        aim.way,
                        aim.other,
                        median(ratios),
                        least(ratios),
                        most(ratios),
                        aim.least,
                        median(ratios) >= aim.least ? "met" : "NOT met"));
            }
        }
        return text.toString();
    }

    private static double[] each(List<Measurement> rounds) {
        return rounds.stream().mapToDouble(Measurement::ordersPerSecond).toArray();
    }

    private static double[] percentile(List<Measurement> rounds, double percentile) {
        return rounds.stream()
                .mapToDouble(round -> round.latencyMillis(percentile))
                .toArray();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
