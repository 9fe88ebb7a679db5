package io.seckill.testkit.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a MariaDB server is started from.
 *
 * @param server the program
 * @param base where what belongs to the program is
 * @param data with the system tables in it
 * @param environment that the program needs
 */
record MariaDbFiles(Path server, Path base, Path data, Map<String, String> environment) {
    /** MariaDB runs as root only if told so. */
    static List<String> asThisUser() {
        return "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
    }

    static IllegalStateException explained(Exception e, String output) {
        return new IllegalStateException(
                MissingLibrary.in(output, "MariaDB")
                        .orElse("MariaDB did not start: " + e.getMessage() + "; it wrote:\n" + output),
                e);
    }
}
