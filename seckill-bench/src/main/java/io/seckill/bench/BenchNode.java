package io.seckill.bench;

import io.seckill.core.sale.SaleId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** One node of several, in a process of its own, with buyers of its own. It does what the benchmark tells it by a socket. */
public final class BenchNode {
    private BenchNode() {}

    /**
     * Serves until the benchmark goes away.
     *
     * @param arguments the benchmark's port on loopback, and this node's name; the servers stand in the environment
     */
    public static void main(String[] arguments) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                PrintWriter answers = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
                SellingProgram program = SellingProgram.start(Map.of())) {
            answers.println(arguments[1]);
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answers.println(run(program, line).line());
            }
        }
    }

    /** The line that tells a node to run. */
    static String command(SaleId sale, int waiting, Span span) {
        return sale + " " + waiting + " " + span.warmUp() + " " + span.measured();
    }

    private static Measurement run(SellingProgram program, String command) {
        String[] words = command.split(" ", -1);
        Span span = new Span(Duration.parse(words[2]), Duration.parse(words[3]));
        return ClosedLoop.run(program.node().desks(), new SaleId(words[0]), Integer.parseInt(words[1]), span);
    }
}
