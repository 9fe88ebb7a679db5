package io.seckill.bench;

import io.seckill.core.sale.SaleId;
import io.seckill.testkit.process.GuardedProcess;
import io.seckill.testkit.process.WorkFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Processes of their own, which do what they are told by lines. */
final class Nodes implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(1);

    private final WorkFolder folder = WorkFolder.create("seckill-bench");
    private final List<Node> nodes = new ArrayList<>();

    private Nodes() {}

    /** One process, and the lines to and from it. */
    record Node(GuardedProcess process, Socket socket, BufferedReader answers, PrintWriter commands) {
        void tell(String command) {
            commands.println(command);
        }

        String line() {
            try {
                return Objects.requireNonNull(answers.readLine(), "no answer");
            } catch (IOException | NullPointerException e) {
                throw new IllegalStateException(
                        "a node ended or said nothing; its last lines:\n" + process.lastLines(30), e);
            }
        }
    }

    static Nodes none() {
        return new Nodes();
    }

    /** Nodes of the program, which sell. */
    static Nodes start(int count, Backends backends) {
        return start(count, backends, BenchNode.class);
    }

    /** A node that places orders, and does nothing else. */
    static Nodes startBare(Backends backends) {
        return start(
                1,
                backends,
                BenchNode.class,
                Map.of("SECKILL_EVENTS_ENABLED", "false", "SECKILL_AUDIT_ENABLED", "false"));
    }

    /** @param program is given the port to call, and its name, which it says when it is ready */
    static Nodes start(int count, Backends backends, Class<?> program) {
        return start(count, backends, program, Map.of());
    }

    private static Nodes start(int count, Backends backends, Class<?> program, Map<String, String> more) {
        Nodes started = new Nodes();
        Map<String, String> environment = new HashMap<>(backends.environment());
        environment.putAll(more);
        environment.put("SECKILL_NODE_SECRET", UUID.randomUUID() + "-" + UUID.randomUUID());
        try (ServerSocket server = new ServerSocket(0, count, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(Math.toIntExact(START.toMillis()));
            for (int i = 1; i <= count; i++) {
                started.add("node" + i, server, environment, program);
            }
            return started;
        } catch (IOException e) {
            started.close();
            throw new UncheckedIOException("a node did not start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void add(String name, ServerSocket server, Map<String, String> environment, Class<?> program)
            throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                Integer.toString(server.getLocalPort()),
                name);
        GuardedProcess process = GuardedProcess.start(name, folder.path(), environment, command);
        Socket socket = server.accept();
        Node node = new Node(
                process,
                socket,
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)),
                new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII));
        nodes.add(node);
        node.line();
    }

    Node get(int index) {
        return nodes.get(index);
    }

    /** Lets the first few nodes sell the one sale at the same time; what each did. */
    List<Measurement> run(int count, SaleId sale, int waiting, Span span) {
        List<Node> running = nodes.subList(0, count);
        String command = BenchNode.command(sale, waiting, span);
        Duration limit = span.warmUp().plus(span.measured()).plus(LAST_ANSWERS);
        for (Node node : running) {
            try {
                node.socket().setSoTimeout(Math.toIntExact(limit.toMillis()));
            } catch (IOException e) {
                throw new UncheckedIOException("a node is gone", e);
            }
            node.tell(command);
        }
        return running.stream().map(node -> Measurement.of(node.line())).toList();
    }

    @Override
    public void close() {
        for (Node node : nodes) {
            try {
                node.socket().close();
            } catch (IOException e) {
                System.err.println("bench: a node's socket was not closed: " + e.getMessage());
            }
            node.process().close();
        }
        folder.close();
    }
}
