package io.seckill.web.cluster;

import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.net.TcpProxy;
import io.seckill.testkit.process.GuardedProcess;
import io.seckill.testkit.servers.DatabaseServer;
import io.seckill.testkit.servers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One process of the program; its ways to MySQL, to Redis and from the other nodes lead through proxies. */
final class Node implements AutoCloseable {
    private static final Path JAR = Path.of("target", "seckill.jar");
    private static final Duration START = Duration.ofMinutes(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final TcpProxy database;
    private final TcpProxy redis;
    private final TcpProxy fromOthers;
    private final int port = FreePort.find();
    private final int nodePort = FreePort.find();
    private final List<String> command;
    private GuardedProcess process;

    Node(String name, DatabaseServer server, String schema, RedisServer redisServer, List<String> more) {
        this.name = name;
        this.database = TcpProxy.to(server.host(), server.port());
        this.redis = TcpProxy.to(redisServer.host(), redisServer.port());
        this.fromOthers = TcpProxy.to("127.0.0.1", nodePort);
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-jar",
                JAR.toAbsolutePath().toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--seckill.demo.enabled=true",
                "--seckill.demo.secret=" + Passes.SECRET,
                "--seckill.node.secret=the nodes of these tests share this secret",
                "--seckill.node.address=127.0.0.1",
                "--seckill.node.port=" + nodePort,
                "--seckill.node.advertised-port=" + fromOthers.port(),
                "--spring.datasource.url=" + server.jdbcUrl(database.host(), database.port(), schema),
                "--spring.datasource.username=" + server.user(),
                "--spring.datasource.password=" + server.password(),
                "--spring.data.redis.url=redis://" + redis.host() + ":" + redis.port()));
        this.command.addAll(more);
        this.process = launch();
    }

    String name() {
        return name;
    }

    TcpProxy database() {
        return database;
    }

    /** What other nodes send to this one. */
    TcpProxy fromOthers() {
        return fromOthers;
    }

    GuardedProcess process() {
        return process;
    }

    int listensToNodesAt() {
        return fromOthers.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Starts the process again, after it ended. */
    void startAgain() {
        process = launch();
        awaitReady();
    }

    void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("node " + name + " did not start:\n" + process.lastLines(40));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    boolean isReady() {
        try {
            HttpRequest ready = HttpRequest.newBuilder(uri("/readyz"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private GuardedProcess launch() {
        try {
            Path folder = Files.createTempDirectory("seckill-node-");
            return GuardedProcess.start(name, folder, Map.of(), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.kill();
        database.close();
        redis.close();
        fromOthers.close();
    }
}
