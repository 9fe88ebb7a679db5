package io.seckill.bench;

import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.process.GuardedProcess;
import io.seckill.testkit.process.WorkFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long the program takes from its command to readiness, warmed up, with the schema in place. */
final class StartTime implements AutoCloseable {
    private static final double AIM_SECONDS = 6;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final HttpClient http = HttpClient.newHttpClient();
    private final WorkFolder folder = WorkFolder.create("seckill-start");
    private final Map<String, String> environment;
    private final Path jar;

    /** @throws IllegalStateException if there is no jar of the program */
    StartTime(Backends backends) {
        this.jar = Path.of(System.getProperty("seckill.bench.jar", "seckill-web/target/seckill.jar"))
                .toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("the program's jar " + jar + " is not there: build it with mvn package");
        }
        this.environment = new HashMap<>(backends.environment());
        environment.put("SECKILL_DEMO_ENABLED", "true");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
    }

    /** Two lines: as a plain jar, and unpacked with an archive of its classes. */
    String measure(int rounds) {
        time(List.of(JAVA, "-jar", jar.toString())); // makes the schema
        double[] plain = times(rounds, List.of(JAVA, "-jar", jar.toString()));
        Path unpacked = folder.path().resolve("seckill");
        run(List.of(JAVA, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", unpacked.toString()));
        String archive = unpacked.resolve("seckill.jsa").toString();
        String small = unpacked.resolve("seckill.jar").toString();
        run(List.of(JAVA, "-XX:ArchiveClassesAtExit=" + archive, "-Dspring.context.exit=onRefresh", "-jar", small));
        double[] archived = times(rounds, List.of(JAVA, "-XX:SharedArchiveFile=" + archive, "-jar", small));
        return line("java -jar seckill.jar", plain) + "\n" + line("unpacked, with a class archive", archived);
    }

    private static String line(String way, double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        double median = Results.median(seconds);
        return String.format(
                Locale.ROOT,
                "ready %.2f s after the start (%.2f - %.2f), %s, aim %.0f s: %s",
                median,
                sorted[0],
                sorted[sorted.length - 1],
                way,
                AIM_SECONDS,
                median <= AIM_SECONDS ? "met" : "NOT met");
    }

    private double[] times(int rounds, List<String> command) {
        double[] seconds = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            seconds[i] = time(command);
        }
        return seconds;
    }

    private double time(List<String> command) {
        int port = FreePort.find();
        List<String> onPort = new ArrayList<>(command);
        onPort.add("--server.port=" + port);
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long begunAt = System.nanoTime();
        GuardedProcess process = GuardedProcess.start("program", folder.path(), environment, onPort);
        try {
            while (!answers(ready)) {
                if (!process.isAlive() || System.nanoTime() - begunAt > LIMIT.toNanos()) {
                    throw new IllegalStateException("the program did not start:\n" + process.lastLines(20));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            return (System.nanoTime() - begunAt) / 1e9;
        } finally {
            process.stop(STOP);
        }
    }

    private boolean answers(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the program started", e);
        }
    }

    private void run(List<String> command) {
        try (GuardedProcess process = GuardedProcess.start("preparing", folder.path(), environment, command)) {
            int status = process.onExit().join();
            if (status != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " ended with " + status + ":\n" + process.lastLines(20));
            }
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
