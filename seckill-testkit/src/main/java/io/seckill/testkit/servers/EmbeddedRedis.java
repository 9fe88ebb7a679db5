package io.seckill.testkit.servers;

import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.process.GuardedProcess;
import io.seckill.testkit.process.WorkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A Redis process of this machine; the binary comes from embedded-redis. */
final class EmbeddedRedis implements RedisServer {
    private static final Duration START = Duration.ofSeconds(30);

    private final WorkFolder folder;
    private final Path program;
    private final int port;
    private final List<String> options;
    private @Nullable GuardedProcess process;
    private String version = "redis";
    private boolean closed;

    private EmbeddedRedis(WorkFolder folder, Path program, int port, List<String> options) {
        this.folder = folder;
        this.program = program;
        this.port = port;
        this.options = options;
    }

    /** @throws IllegalStateException if it cannot be started */
    static RedisServer launch() {
        return launch(List.of());
    }

    /**
     * Starts one with options of its command line beside the usual ones.
     *
     * @throws IllegalStateException if it cannot be started
     */
    static RedisServer launch(List<String> options) {
        Platform.current();
        WorkFolder folder = WorkFolder.create("seckill-redis");
        EmbeddedRedis redis = null;
        try {
            Path program = ExecutableProvider.newJarResourceProvider(
                            folder.path().toFile())
                    .get()
                    .toPath();
            redis = new EmbeddedRedis(folder, program, FreePort.find(), options);
            redis.start();
            return redis;
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException("could not unpack the Redis binary: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            if (redis == null) {
                folder.close();
            } else {
                redis.close();
            }
            throw e;
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized String version() {
        return version;
    }

    @Override
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("the Redis at " + address() + " was closed: take a new one");
        }
        if (process != null) {
            return;
        }
        GuardedProcess started = GuardedProcess.start("redis", folder.path(), Map.of(), command());
        process = started;
        try {
            version = "redis " + RedisWire.awaitVersion(this, START, started::isAlive);
        } catch (IllegalStateException e) {
            stop();
            String output = started.lastLines(20);
            throw new IllegalStateException(
                    MissingLibrary.in(output, "Redis").orElse(e.getMessage() + "; it wrote:\n" + output), e);
        }
    }

    /** The file is empty at first; a sentinel writes there what it learns. */
    private List<String> command() {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), settings().toString()));
        command.addAll(options);
        command.addAll(List.of("--bind", host(), "--port", Integer.toString(port), "--save", "", "--appendonly", "no"));
        return command;
    }

    private Path settings() {
        Path settings = folder.path().resolve("redis.conf");
        try {
            return Files.exists(settings) ? settings : Files.createFile(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("could not make " + settings, e);
        }
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    @Override
    public synchronized void pause() {
        running().pause();
    }

    @Override
    public synchronized void resume() {
        running().resume();
    }

    @Override
    public void flush() {
        RedisWire.flush(this);
    }

    private GuardedProcess running() {
        if (process == null) {
            throw new IllegalStateException("the Redis at " + address() + " does not run: start it first");
        }
        return process;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop();
            folder.close();
        }
    }
}
