package io.seckill.bench;

import io.seckill.testkit.servers.ServerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the benchmark was asked for.
 *
 * @param seconds that each way is measured for in each round
 * @param waiting orders that wait at once, on each node
 * @param watchdogSeconds for which renewing is watched, for each library
 * @param ways in the order in which they run; may be none
 * @param figures measured before them; may be none
 * @param others servers that stand already; empty: servers of that kind are started
 */
record Options(
        int seconds,
        int rounds,
        int waiting,
        int watchdogSeconds,
        List<Way> ways,
        List<Figure> figures,
        ServerKind kind,
        Optional<Others> others) {
    static final int MOST_SECONDS = 100;
    static final int MOST_ROUNDS = 100;
    static final int MOST_WAITING = 10_000;
    static final int MOST_WATCHDOG_SECONDS = 3_600;

    /** @param mysql a JDBC URL */
    record Others(String mysql, String redis) {}

    /** @throws IllegalArgumentException if the arguments make no sense; the message says what does */
    static Options parse(List<String> arguments) {
        int seconds = 8;
        int rounds = 3;
        int waiting = 1_024;
        int watchdogSeconds = 180;
        Set<Way> ways = EnumSet.allOf(Way.class);
        Set<Figure> figures = Figure.USUAL;
        Optional<ServerKind> kind = Optional.empty();
        Optional<String> mysql = Optional.empty();
        Optional<String> redis = Optional.empty();
        List<String> left = split(arguments);
        while (!left.isEmpty()) {
            String name = left.remove(0);
            switch (name) {
                case "--seconds" -> seconds = number(name, value(name, left), MOST_SECONDS);
                case "--rounds" -> rounds = number(name, value(name, left), MOST_ROUNDS);
                case "--waiting" -> waiting = number(name, value(name, left), MOST_WAITING);
                case "--watchdog-seconds" -> watchdogSeconds = number(name, value(name, left), MOST_WATCHDOG_SECONDS);
                case "--only" -> {
                    ways = EnumSet.noneOf(Way.class);
                    figures = EnumSet.noneOf(Figure.class);
                    only(value(name, left), ways, figures);
                }
                case "--servers" -> kind = Optional.of(kind(value(name, left)));
                case "--mysql" ->
                    mysql = Optional.of(url(name, value(name, left), "jdbc:mysql://", "host:3306/schema"));
                case "--redis" -> redis = Optional.of(url(name, value(name, left), "redis", "://host:6379"));
                default -> throw new IllegalArgumentException("there is no option " + name + ": see ./bench --help");
            }
        }
        if (mysql.isPresent() != redis.isPresent()) {
            throw new IllegalArgumentException("--mysql and --redis go together: give both or neither");
        }
        if (mysql.isPresent() && kind.isPresent()) {
            throw new IllegalArgumentException("--servers starts servers, and --mysql names others: give one of them");
        }
        Optional<Others> others =
                mysql.isPresent() ? Optional.of(new Others(mysql.get(), redis.get())) : Optional.empty();
        return new Options(
                seconds,
                rounds,
                waiting,
                watchdogSeconds,
                List.copyOf(ways),
                List.copyOf(figures),
                kind.orElse(ServerKind.EMBEDDED),
                others);
    }

    /** {@code --name=value} is {@code --name value}. */
    private static List<String> split(List<String> arguments) {
        List<String> split = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            if (equals < 0) {
                split.add(argument);
            } else {
                split.addAll(List.of(argument.substring(0, equals), argument.substring(equals + 1)));
            }
        }
        return split;
    }

    private static String value(String name, List<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(name + " needs a value: see ./bench --help");
        }
        return left.remove(0);
    }

    private static int number(String name, String text, int most) {
        int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(name + " " + text + ": use a number from 1 to " + most);
        }
        return number;
    }

    private static void only(String text, Set<Way> ways, Set<Figure> figures) {
        for (String part : Arrays.asList(text.split(",", -1))) {
            String name = part.strip();
            Way.of(name).ifPresent(ways::add);
            Figure.of(name).ifPresent(figures::add);
            if (Way.of(name).isEmpty() && Figure.of(name).isEmpty()) {
                throw new IllegalArgumentException("--only " + text + ": \"" + name + "\" is no way; the ways are "
                        + Way.all() + ", and the other figures " + Figure.all());
            }
        }
    }

    private static ServerKind kind(String text) {
        return Arrays.stream(ServerKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("--servers " + text + ": use embedded, installed or containers"));
    }

    private static String url(String name, String text, String start, String rest) {
        if (!text.startsWith(start)) {
            throw new IllegalArgumentException(name + " " + text + ": use a URL such as " + start + rest);
        }
        return text;
    }
}
