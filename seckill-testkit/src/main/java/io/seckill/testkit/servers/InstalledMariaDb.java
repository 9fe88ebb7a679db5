package io.seckill.testkit.servers;

import io.seckill.testkit.process.GuardedProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The MariaDB that is installed on this machine.
 *
 * @param server {@code mariadbd}
 * @param tables {@code mariadb-install-db}, which makes the system tables
 */
record InstalledMariaDb(Path server, Path tables) {
    /** Where the server often is; many users do not have it on their path. */
    private static final List<Path> SYSTEM = List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin"));

    /** @throws IllegalStateException if there is none, with what to do about it */
    static InstalledMariaDb find() {
        return find(System.getenv().getOrDefault("PATH", ""), SYSTEM);
    }

    static InstalledMariaDb find(String path, List<Path> system) {
        List<Path> folders = Stream.concat(
                        Arrays.stream(path.split(File.pathSeparator, -1))
                                .filter(folder -> !folder.isEmpty())
                                .map(Path::of),
                        system.stream())
                .toList();
        return new InstalledMariaDb(program("mariadbd", folders), program("mariadb-install-db", folders));
    }

    private static Path program(String name, List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " is installed: install MariaDB's server"
                        + " (Debian: mariadb-server-core and mariadb-client-core), or use -D" + ServerKind.PROPERTY
                        + "=embedded"));
    }

    /** @throws IllegalStateException if the system tables could not be made, with what was printed */
    MariaDbFiles install(Path folder) {
        Path base = Optional.ofNullable(server.toAbsolutePath().getParent())
                .map(Path::getParent)
                .orElseThrow(() -> new IllegalStateException(server + " is in no folder of programs"));
        Path data = folder.resolve("data");
        List<String> command = new ArrayList<>(List.of(
                tables.toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db"));
        command.addAll(MariaDbFiles.asThisUser());
        GuardedProcess making = GuardedProcess.start("mariadb-install-db", folder, Map.of(), command);
        int status = making.onExit().join();
        if (status != 0) {
            throw new IllegalStateException(
                    "mariadb-install-db ended with status " + status + "; it wrote:\n" + making.lastLines(20));
        }
        return new MariaDbFiles(server, base, data, Map.of());
    }
}
