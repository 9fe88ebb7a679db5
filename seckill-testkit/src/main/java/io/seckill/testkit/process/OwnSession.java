package io.seckill.testkit.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Keeps a command out of the terminal's reach, so that Ctrl-C is this JVM's to act on. */
final class OwnSession {
    private static final boolean POSSIBLE = Stream.of(
                    System.getenv().getOrDefault("PATH", "").split(":", -1))
            .filter(folder -> !folder.isEmpty())
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));

    private OwnSession() {}

    /** The command in a session of its own, under the same process id; as it is where there is no {@code setsid}. */
    static List<String> of(List<String> command) {
        return POSSIBLE ? Stream.concat(Stream.of("setsid"), command.stream()).toList() : command;
    }
}
