package io.seckill.testkit.servers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds, in what a program printed, the shared library for whose lack it did not start. */
final class MissingLibrary {
    private static final Pattern LINUX =
            Pattern.compile("error while loading shared libraries: ([^:\\s]+): cannot open shared object file");
    private static final Pattern MACOS = Pattern.compile("Library not loaded: (\\S+)");

    private MissingLibrary() {}

    /** One sentence about the library that {@code program} misses; empty if the output complains of none. */
    static Optional<String> in(String output, String program) {
        for (Pattern pattern : new Pattern[] {LINUX, MACOS}) {
            Matcher matcher = pattern.matcher(output);
            if (matcher.find()) {
                return Optional.of(program + " needs the shared library " + matcher.group(1)
                        + ", which this machine does not have: install the system package that contains it");
            }
        }
        return Optional.empty();
    }
}
