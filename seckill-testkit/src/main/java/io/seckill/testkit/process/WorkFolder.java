package io.seckill.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A fresh folder for a server's binaries and data, below the JVM's temporary directory, readable by its owner only.
 *
 * <p>It goes with {@link #close()}. When the JVM ends without that, by SIGKILL for instance, a guard removes it: a shell
 * that waits for the end of a pipe of the JVM, then a few seconds, in which the folder's process may end in order.
 */
public final class WorkFolder implements AutoCloseable {
    private static final String GUARD = """
            trap '' INT QUIT HUP TERM
            cat >/dev/null
            n=0
            while [ -e "$1" ] && [ $n -lt 40 ]; do
              sleep 0.1
              n=$((n + 1))
            done
            rm -rf "$1"
            """;

    private final Path path;
    private final Process guard;

    private WorkFolder(Path path, Process guard) {
        this.path = path;
        this.guard = guard;
    }

    /**
     * Makes a fresh, empty folder.
     *
     * @param name the beginning of its name
     * @throws UncheckedIOException if that is impossible
     */
    public static WorkFolder create(String name) {
        try {
            Path path = Files.createTempDirectory(name + "-").toRealPath();
            Process guard = new ProcessBuilder(OwnSession.of(List.of("sh", "-c", GUARD, "sh", path.toString())))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new WorkFolder(path, guard);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make a folder in the temporary directory " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    /** Where it is: absolute, without symbolic links. */
    public Path path() {
        return path;
    }

    /**
     * Removes the folder with all that is in it. No effect the second time.
     *
     * @throws UncheckedIOException if something in it cannot be removed
     */
    @Override
    public void close() {
        try {
            Folders.remove(path);
            guard.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end the guard of " + path, e);
        }
    }
}
