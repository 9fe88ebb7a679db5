package io.seckill.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A way to a server on which every answer takes a while longer, each counted from when it came: who waits for two answers,
 * one after the other, waits twice as long. Its threads are daemons, and end with the connections.
 */
final class DelayedWay implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final String host;
    private final int port;
    private final long delayNanos;
    private final ServerSocket listener;

    DelayedWay(String host, int port, long delayNanos) {
        this.host = host;
        this.port = port;
        this.delayNanos = delayNanos;
        try {
            this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no way to " + host + ":" + port + " could be opened", e);
        }
        start(this::accept);
    }

    private record Chunk(ByteBuffer bytes, long dueAt) {}

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    String host() {
        return listener.getInetAddress().getHostAddress();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(host, port);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            BlockingQueue<Chunk> answers = new LinkedBlockingQueue<>();
            start(() -> {
                try (client;
                        server) {
                    client.getInputStream().transferTo(server.getOutputStream());
                }
            });
            start(() -> read(server, answers));
            start(() -> pass(answers, client));
        }
    }

    private void read(Socket server, BlockingQueue<Chunk> answers) throws IOException, InterruptedException {
        InputStream in = server.getInputStream();
        byte[] buffer = new byte[CHUNK];
        try {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                answers.put(new Chunk(ByteBuffer.wrap(Arrays.copyOf(buffer, length)), System.nanoTime() + delayNanos));
            }
        } finally {
            answers.put(new Chunk(ByteBuffer.allocate(0), System.nanoTime()));
        }
    }

    private static void pass(BlockingQueue<Chunk> answers, Socket client) throws IOException, InterruptedException {
        WritableByteChannel to = Channels.newChannel(client.getOutputStream());
        for (Chunk chunk = answers.take(); chunk.bytes.hasRemaining(); chunk = answers.take()) {
            TimeUnit.NANOSECONDS.sleep(chunk.dueAt - System.nanoTime());
            to.write(chunk.bytes);
        }
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException ended) {
                        return; // one side is gone
                    }
                },
                "delayed-way");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the way to " + host + ":" + port + " could not be closed", e);
        }
    }
}
