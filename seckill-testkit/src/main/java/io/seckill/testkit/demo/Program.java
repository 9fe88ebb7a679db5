package io.seckill.testkit.demo;

import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.process.GuardedProcess;
import io.seckill.testkit.process.WorkFolder;
import io.seckill.testkit.servers.Servers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program, as a process of its own in demo mode. */
final class Program implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(1);
    private static final Duration DRAIN = Duration.ofSeconds(15);
    private static final int LINES = 30;

    private final WorkFolder folder;
    private final GuardedProcess process;
    private final URI address;

    private Program(WorkFolder folder, GuardedProcess process, URI address) {
        this.folder = folder;
        this.process = process;
        this.address = address;
    }

    static Program start(Path jar, int port, Servers servers) {
        WorkFolder folder = WorkFolder.create("seckill-demo");
        // The password goes by the environment, which other users of the machine cannot read.
        Map<String, String> environment =
                Map.of("SPRING_DATASOURCE_PASSWORD", servers.database().password());
        GuardedProcess process =
                GuardedProcess.start("program", folder.path(), environment, command(jar, port, servers));
        return new Program(folder, process, URI.create("http://127.0.0.1:" + port));
    }

    private static List<String> command(Path jar, int port, Servers servers) {
        String database = servers.database().createDatabase();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--seckill.demo.enabled=true",
                "--seckill.payment.sandbox.enabled=true",
                "--seckill.node.port=" + FreePort.find(),
                "--seckill.node.address=127.0.0.1",
                "--spring.datasource.url=" + servers.database().jdbcUrl(database),
                "--spring.datasource.username=" + servers.database().user(),
                "--spring.data.redis.url=" + servers.redis().address());
    }

    /** Where it serves. */
    URI address() {
        return address;
    }

    /** Where its log is. */
    Path log() {
        return folder.path().resolve("program.log");
    }

    /**
     * Waits until it tells the time.
     *
     * @throws IllegalStateException if it ends instead, or does not within a minute; with its last lines
     */
    void awaitReady() {
        long end = System.nanoTime() + READY.toNanos();
        Http http = new Http(address);
        while (!http.answers("/api/time")) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the program ended instead of starting; " + lastLines());
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "the program did not start within " + READY.toSeconds() + " s; " + lastLines());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the program started", e);
            }
        }
    }

    /**
     * Waits until it ends.
     *
     * @throws IllegalStateException always, for it is not meant to end by itself
     */
    void awaitEnd() {
        int status = process.onExit().join();
        throw new IllegalStateException(
                "the program ended by itself with status " + status + ", so the demo is over; " + lastLines());
    }

    private String lastLines() {
        return "its last lines:\n" + process.lastLines(LINES);
    }

    @Override
    public void close() {
        process.stop(DRAIN);
        folder.close();
    }
}
