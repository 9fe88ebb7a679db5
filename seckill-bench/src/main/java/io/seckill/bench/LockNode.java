package io.seckill.bench;

import io.seckill.bench.Locks.Held;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * One of the two processes that hand a lock to each other. It takes and releases on its main thread, and answers with the
 * time: on Linux {@link System#nanoTime()} is {@code CLOCK_MONOTONIC}, the same in all processes of a machine.
 */
public final class LockNode {
    private static final String TAKE = "take";
    private static final String WARM_UP = "warm-up";
    private static final Duration WARMING = Duration.ofSeconds(2);
    static final String RELEASE = "release";

    private final Backends backends = Backends.of(System.getenv());
    private final Map<LockLibrary, Locks> opened = new EnumMap<>(LockLibrary.class);
    private Held held = () -> {};

    private LockNode() {}

    /**
     * Serves until the benchmark goes away.
     *
     * @param arguments the benchmark's port on loopback, and this node's name; the servers stand in the environment
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        LockNode node = new LockNode();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                PrintWriter answers = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            socket.setTcpNoDelay(true);
            answers.println(arguments[1]);
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answers.println(node.answer(line));
            }
        } finally {
            node.opened.values().forEach(Locks::close);
        }
    }

    /** The time, or what failed. */
    private String answer(String command) throws InterruptedException {
        try {
            return Long.toString(done(command.split(" ", -1)));
        } catch (RuntimeException e) {
            return command + " failed: " + e;
        }
    }

    private long done(String[] words) throws InterruptedException {
        if (words[0].equals(RELEASE)) {
            long at = System.nanoTime();
            held.release();
            return at;
        }
        Locks locks = opened.computeIfAbsent(LockLibrary.valueOf(words[1]), one -> one.open(backends));
        if (words[0].equals(WARM_UP)) {
            warmUp(locks, words[2]);
        } else {
            held = locks.take(words[2]);
        }
        return System.nanoTime();
    }

    private static void warmUp(Locks locks, String name) throws InterruptedException {
        long end = System.nanoTime() + WARMING.toNanos();
        while (System.nanoTime() - end < 0) {
            locks.take(name).release();
        }
    }

    /**
     * The time that a node answered with.
     *
     * @throws IllegalStateException if it failed, with its reason
     */
    static long time(String answer) {
        try {
            return Long.parseLong(answer);
        } catch (NumberFormatException e) {
            throw new IllegalStateException(answer, e);
        }
    }

    /** The line that makes a node take a name and release it, for a while. */
    static String warmUp(LockLibrary library, String name) {
        return WARM_UP + " " + library.name() + " " + name;
    }

    /** The line that makes a node take a name and answer when it has it. */
    static String take(LockLibrary library, String name) {
        return TAKE + " " + library.name() + " " + name;
    }
}
