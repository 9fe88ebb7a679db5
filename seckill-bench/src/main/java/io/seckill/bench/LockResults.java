package io.seckill.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** What all rounds brought, as tables, and the aims. */
final class LockResults {
    private static final double ROUND_TRIPS = 2;
    private static final double ROUNDING = 0.3;
    private static final double HAND_OVER_MEDIAN_MILLIS = 3;
    private static final double HAND_OVER_P99_MILLIS = 20;

    private final Map<LockLibrary, List<Round>> rounds = new EnumMap<>(LockLibrary.class);
    private final Map<LockLibrary, Double> roundTrips = new EnumMap<>(LockLibrary.class);
    private Histogram pings = new Histogram(1);

    /**
     * What one library did in one round.
     *
     * @param handOver between two processes, in nanoseconds
     */
    record Round(UncontendedLocks.Measured alone, Histogram handOver, LockCrowd.Measured crowd) {
        double handOverMillis(double percentile) {
            return handOver.getValueAtPercentile(percentile) / 1e6;
        }

        String line(LockLibrary library) {
            return String.format(
                    Locale.ROOT,
                    "%-16s alone p50 %,.0f us, p99 %,.0f us, %,.0f cycles/s; handed over p50 %.2f ms, p99 %.1f ms;"
                            + " %,d waiting served in %.2f s, %d subscriptions",
                    library,
                    alone.micros(50),
                    alone.micros(99),
                    alone.perSecond(),
                    handOverMillis(50),
                    handOverMillis(99),
                    LockCrowd.THREADS,
                    crowd.seconds(),
                    crowd.subscriptions());
        }
    }

    void add(LockLibrary library, Round round) {
        rounds.computeIfAbsent(library, none -> new ArrayList<>()).add(round);
    }

    void roundTrips(LockLibrary library, double measured) {
        roundTrips.put(library, measured);
    }

    void ping(Histogram measured) {
        pings = measured;
    }

    /** What an uncontended cycle takes, in nanoseconds. */
    double undelayed(LockLibrary library) {
        return spread(library, round -> round.alone.micros(50)).median() * 1_000;
    }

    String tables() {
        return alone() + "\n" + handOver() + "\n" + crowd() + "\n" + aims();
    }

    private String alone() {
        String row = "%-16s %22s %24s %26s %10s %10s %12s%n";
        StringBuilder text = new StringBuilder("take and release, one thread, nobody else wants the name, no token\n");
        text.append(String.format(row, "", "p50 us", "p99 us", "cycles/s", "scripts", "commands", "round trips"));
        for (LockLibrary library : rounds.keySet()) {
            text.append(String.format(
                    Locale.ROOT,
                    row,
                    library,
                    spread(library, round -> round.alone.micros(50)).text(0),
                    spread(library, round -> round.alone.micros(99)).text(0),
                    spread(library, round -> round.alone.perSecond()).text(0),
                    redis(library, round -> round.alone.scriptsPerCycle()),
                    redis(library, round -> round.alone.commandsPerCycle()),
                    roundTrips.containsKey(library)
                            ? String.format(Locale.ROOT, "%.2f", roundTrips.get(library))
                            : "-"));
        }
        return text.append("scripts, commands: per cycle, counted by Redis; commands with those that scripts call\n")
                .append("round trips: how often a caller waits, one after the other, for an answer of Redis in a cycle,"
                        + " by how much longer it takes when each answer is delayed by 20 ms\n")
                .append(String.format(
                        Locale.ROOT,
                        "a PING by the same client: p50 %.0f us, p99 %.0f us%n",
                        pings.getValueAtPercentile(50) / 1e3,
                        pings.getValueAtPercentile(99) / 1e3))
                .toString();
    }

    private String handOver() {
        String row = "%-16s %26s %26s %10s %10s%n";
        StringBuilder text = new StringBuilder("from the release in one process to having it in another\n");
        text.append(String.format(row, "", "p50 ms", "p99 ms", "p99 of all", "longest"));
        for (LockLibrary library : rounds.keySet()) {
            Histogram all = allHandOvers(library);
            text.append(String.format(
                    Locale.ROOT,
                    row,
                    library,
                    spread(library, round -> round.handOverMillis(50)).text(2),
                    spread(library, round -> round.handOverMillis(99)).text(2),
                    String.format(Locale.ROOT, "%.2f", all.getValueAtPercentile(99) / 1e6),
                    String.format(Locale.ROOT, "%.2f", all.getMaxValue() / 1e6)));
        }
        return text.append("System.nanoTime() in both, which on Linux is one clock for all processes\n")
                .toString();
    }

    private String crowd() {
        String row = "%-16s %14s %26s %10s %10s%n";
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%,d threads of one JVM wait for one name, until each had it%n", LockCrowd.THREADS));
        text.append(String.format(row, "", "subscriptions", "seconds", "scripts", "commands"));
        for (LockLibrary library : rounds.keySet()) {
            text.append(String.format(
                    Locale.ROOT,
                    row,
                    library,
                    library.isOnRedis()
                            ? String.format(
                                    Locale.ROOT, "%.0f", subscriptions(library).most())
                            : "-",
                    spread(library, round -> round.crowd.seconds()).text(2),
                    redis(library, round -> round.crowd.scriptsPerHandOver()),
                    redis(library, round -> round.crowd.commandsPerHandOver())));
        }
        return text.append("scripts, commands: per hand-over\n").toString();
    }

    private String aims() {
        double trips = roundTrips.getOrDefault(LockLibrary.OURS, Double.NaN);
        Histogram handOvers = allHandOvers(LockLibrary.OURS);
        return aim("round trips of a cycle", trips, ROUND_TRIPS, Math.abs(trips - ROUND_TRIPS) < ROUNDING)
                + atMost("hand-over, median, ms", handOvers.getValueAtPercentile(50) / 1e6, HAND_OVER_MEDIAN_MILLIS)
                + atMost("hand-over, p99, ms", handOvers.getValueAtPercentile(99) / 1e6, HAND_OVER_P99_MILLIS)
                + atMost(
                        "subscriptions of a crowd",
                        subscriptions(LockLibrary.OURS).most(),
                        1);
    }

    private static String atMost(String what, double measured, double aim) {
        return aim(what, measured, aim, measured <= aim);
    }

    private static String aim(String what, double measured, double aim, boolean met) {
        return String.format(
                Locale.ROOT, "ours: %s = %.2f, aim %.0f: %s%n", what, measured, aim, met ? "met" : "NOT met");
    }

    private Spread subscriptions(LockLibrary library) {
        return spread(library, round -> round.crowd.subscriptions());
    }

    private String redis(LockLibrary library, ToDoubleFunction<Round> figure) {
        return library.isOnRedis()
                ? String.format(Locale.ROOT, "%.2f", spread(library, figure).median())
                : "-";
    }

    private Histogram allHandOvers(LockLibrary library) {
        Histogram all = new Histogram(3);
        rounds.getOrDefault(library, List.of()).forEach(round -> all.add(round.handOver));
        return all;
    }

    private Spread spread(LockLibrary library, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.getOrDefault(library, List.of()).stream()
                .map(figure::applyAsDouble)
                .toList());
    }
}
