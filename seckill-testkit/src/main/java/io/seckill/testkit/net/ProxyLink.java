package io.seckill.testkit.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection through the proxy, with a thread for each direction. An orderly end of one direction is passed on as
 * such; an error on either side resets both.
 */
final class ProxyLink {
    private static final int CHUNK = 64 * 1024;

    private final TcpProxy proxy;
    private final Valve valve;
    private final InetSocketAddress target;
    private final Socket client;
    private final Socket server = new Socket();
    private final Thread up;
    private final Thread down;
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean open = true;
    /** Set before the request is passed on, so that its answer cannot slip through. */
    private volatile boolean dropAnswer;

    ProxyLink(TcpProxy proxy, Valve valve, InetSocketAddress target, Socket client) {
        this.proxy = proxy;
        this.valve = valve;
        this.target = target;
        this.client = client;
        this.up = daemon(this::passUp, "up");
        this.down = daemon(this::passDown, "down");
    }

    private Thread daemon(Runnable work, String direction) {
        Thread thread = new Thread(work, "proxy-" + client.getLocalPort() + "-" + direction);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        up.start();
    }

    private void passUp() {
        try {
            server.connect(target);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException noServer) {
            reset();
            proxy.forget(this);
            return;
        }
        down.start();
        pass(client, server);
    }

    private void passDown() {
        pass(server, client);
    }

    private void pass(Socket from, Socket to) {
        try {
            copy(from, to);
        } catch (IOException oneSideIsGone) {
            reset();
        } catch (InterruptedException e) {
            reset();
            Thread.currentThread().interrupt();
        }
        if (ended.incrementAndGet() == 2) {
            reset();
            proxy.forget(this);
        }
    }

    private void copy(Socket from, Socket to) throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[CHUNK];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            valve.pass(() -> open);
            if (from == client && proxy.takeAnswerCut(Arrays.copyOf(buffer, length))) {
                dropAnswer = true;
            } else if (from == server && dropAnswer) {
                reset();
                return;
            }
            to.getOutputStream().write(buffer, 0, length);
        }
        valve.pass(() -> open);
        to.shutdownOutput();
    }

    /** Resets both sides at once. */
    void reset() {
        open = false;
        reset(client);
        reset(server);
        valve.recheck();
    }

    private static void reset(Socket socket) {
        try (socket) {
            if (!socket.isOutputShutdown()) {
                socket.setSoLinger(true, 0); // close then sends RST instead of FIN
            }
        } catch (IOException closedMeanwhile) {
            return; // which is what was wanted
        }
    }

    void join() throws InterruptedException {
        up.join();
        down.join();
    }
}
