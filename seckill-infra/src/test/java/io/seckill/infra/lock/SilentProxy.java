package io.seckill.infra.lock;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Passes bytes on to a port of this machine, or holds them back: connections stand, and nothing arrives. */
final class SilentProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private boolean silent;

    SilentProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    synchronized void silent(boolean now) {
        silent = now;
        notifyAll();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            daemon(() -> {
                try (client;
                        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                    client.setTcpNoDelay(true);
                    server.setTcpNoDelay(true);
                    daemon(() -> pass(server, client));
                    pass(client, server);
                }
            });
        }
    }

    private void pass(Socket from, Socket to) throws IOException, InterruptedException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[8192];
            for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
                awaitSound();
                out.write(chunk, 0, length);
            }
        }
    }

    private synchronized void awaitSound() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException connectionIsGone) {
                return; // as connections do in these tests
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
