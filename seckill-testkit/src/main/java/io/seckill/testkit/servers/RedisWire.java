package io.seckill.testkit.servers;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The few words of the Redis protocol that it takes to see whether a server is there, without a client library. */
final class RedisWire {
    private static final int TIMEOUT_MILLIS = 2_000;

    private RedisWire() {}

    /**
     * Sends one command of plain words.
     *
     * @return the answer: a simple string, or the text of a bulk string
     * @throws IOException if the server does not answer within 2 s, or answers with an error
     */
    static String ask(RedisServer server, String command) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return answer(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        }
    }

    private static String answer(BufferedReader in) throws IOException {
        String first = in.readLine();
        if (first == null) {
            throw new EOFException("Redis closed the connection without an answer");
        }
        if (first.startsWith("-")) {
            throw new IOException("Redis answered " + first);
        }
        if (!first.startsWith("$")) {
            return first.substring(1);
        }
        char[] text = new char[Integer.parseInt(first.substring(1))];
        int length = 0;
        while (length < text.length) {
            int read = in.read(text, length, text.length - length);
            if (read < 0) {
                throw new EOFException("Redis closed the connection within an answer");
            }
            length += read;
        }
        return new String(text);
    }

    static void flush(RedisServer server) {
        try {
            ask(server, "FLUSHALL");
        } catch (IOException e) {
            throw new IllegalStateException("could not flush the Redis at " + server.address(), e);
        }
    }

    /**
     * Waits until the server answers.
     *
     * @param alive false when waiting is in vain
     * @return its version number
     * @throws IllegalStateException if it did not answer within the time, or {@code alive} said no
     */
    static String awaitVersion(RedisServer server, Duration atMost, BooleanSupplier alive) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                return version(ask(server, "INFO server"));
            } catch (IOException e) {
                if (!alive.getAsBoolean()) {
                    throw new IllegalStateException("the Redis server ended instead of starting", e);
                }
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException(
                            "no Redis answered at " + server.address() + " within " + atMost.toSeconds() + " s", e);
                }
            }
            Databases.pauseBriefly("Redis");
        }
    }

    private static String version(String info) {
        return new BufferedReader(new StringReader(info))
                .lines()
                .filter(line -> line.startsWith("redis_version:"))
                .map(line -> line.substring("redis_version:".length()))
                .findFirst()
                .orElse("of unknown version");
    }
}
