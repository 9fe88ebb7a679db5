package io.seckill.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that ends with this JVM, however the JVM ends: by returning, by a signal, or by SIGKILL.
 *
 * <p>How: a small shell becomes the process by {@code exec}, and before that leaves a guard behind that reads a pipe
 * whose other end only this JVM holds. When the pipe ends, the guard terminates the process, kills it if it has not
 * ended {@value #GRACE_SECONDS} s later, and removes the process's directory. Where {@code setsid} exists, the process
 * is in a session of its own, so that Ctrl-C in a terminal reaches this JVM only, which can then stop things in order.
 *
 * <p>Needs a POSIX {@code sh}. Safe for use by many threads.
 */
public final class GuardedProcess implements AutoCloseable {
    private static final int GRACE_SECONDS = 3;
    private static final String GUARD = """
            dir=$1
            shift
            exec 3<&0
            (
              trap '' INT QUIT HUP TERM
              cat >/dev/null
              kill -0 $$ || exit 0
              kill -TERM $$
              kill -CONT $$
              n=0
              while kill -0 $$ && [ $n -lt %d ]; do
                sleep 0.1
                n=$((n + 1))
              done
              kill -KILL $$ && sleep 0.2
              rm -rf "$dir"
            ) <&3 >/dev/null 2>&1 &
            exec "$@" </dev/null 3<&-
            """.formatted(GRACE_SECONDS * 10);

    private final String name;
    private final Path log;
    private final Process process;

    private GuardedProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a process.
     *
     * @param name what messages call it, and its log file: {@code <name>.log} in the directory
     * @param directory its working directory, which must exist. It is removed after this JVM ended while the process
     *     still ran; otherwise it is left to the caller.
     * @param environment added to this JVM's own
     * @param command the program and its arguments
     * @throws UncheckedIOException if no process could be started. A command that does not exist is no such case: the
     *     process then ends at once with status 127, and its log says so.
     */
    public static GuardedProcess start(
            String name, Path directory, Map<String, String> environment, List<String> command) {
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "sh", directory.toString()));
        guarded.addAll(command);
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(OwnSession.of(guarded))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new GuardedProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** The process's id in the system. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs; a paused process does. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes, with the exit status, when the process ended. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Stops it from running (SIGSTOP) until {@link #resume()}. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it run on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder(
                            "sh", "-c", "kill -" + signal + " \"$1\"", "sh", Long.toString(process.pid()))
                    .start();
            int status = kill.waitFor();
            if (status != 0) {
                throw new IllegalStateException("cannot send SIG" + signal + " to " + name + ", which has ended");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + signal + " to " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIG" + signal + " to " + name, e);
        }
    }

    /**
     * Asks it to end (SIGTERM), kills it after the grace, and waits until it is gone. An interrupt kills it at once and
     * stays set.
     */
    public void stop(Duration grace) {
        signalEnd(false);
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                signalEnd(true);
                process.waitFor();
            }
        } catch (InterruptedException e) {
            signalEnd(true);
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to end (SIGTERM), and does not wait; {@link #onExit()} does. */
    public void terminate() {
        signalEnd(false);
    }

    /** Kills it (SIGKILL) and waits until it is gone. */
    public void kill() {
        signalEnd(true);
        process.onExit().join();
    }

    /**
     * Only signals. {@link Process#destroy()} would close the pipe to the guard as well, while the process is dead but
     * not yet reaped: the guard would take it for one that outlived this JVM, and remove the directory of a server that
     * is to be started again.
     */
    private void signalEnd(boolean forcibly) {
        ProcessHandle handle = process.toHandle();
        boolean unused = forcibly ? handle.destroyForcibly() : handle.destroy();
    }

    /** The last lines of what it wrote, at most so many; empty if nothing. */
    public String lastLines(int count) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Stops it with a grace of 5 s. */
    @Override
    public void close() {
        stop(Duration.ofSeconds(5));
    }
}
