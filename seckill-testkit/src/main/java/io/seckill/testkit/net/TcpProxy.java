package io.seckill.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A way to a server that a test can cut, silence, or cut at one exact moment. It listens on a free port of the loopback
 * interface and passes bytes on, both ways, in the chunks they come in.
 *
 * <p>Safe for use by many threads. Its threads are daemons and end with {@link #close()}.
 */
public final class TcpProxy implements AutoCloseable {
    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<ProxyLink> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Predicate<byte[]>> answerCut = new AtomicReference<>();
    private final Valve valve = new Valve();
    private volatile boolean cut;

    private TcpProxy(InetSocketAddress target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
        this.acceptor = new Thread(this::accept, "proxy-" + listener.getLocalPort());
        acceptor.setDaemon(true);
    }

    /**
     * Opens a proxy. The server need not run yet: a connection that finds none is reset.
     *
     * @param host the server's
     * @param port the server's
     * @throws UncheckedIOException if it cannot listen
     */
    public static TcpProxy to(String host, int port) {
        try {
            ServerSocket listener = new ServerSocket(FreePort.find(), 0, InetAddress.getLoopbackAddress());
            TcpProxy proxy = new TcpProxy(new InetSocketAddress(host, port), listener);
            proxy.acceptor.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no proxy to " + host + ":" + port + " could be opened", e);
        }
    }

    /** The loopback address it listens on. */
    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Resets all connections, and every new one, until {@link #restore()}. */
    public void cut() {
        cut = true;
        links.forEach(ProxyLink::reset);
    }

    /** Ends a {@link #cut()}: new connections pass. */
    public void restore() {
        cut = false;
    }

    /**
     * Falls silent until {@link #resume()}: connections stay and new ones are taken, but nothing passes either way.
     * What is sent meanwhile is held, and passes afterwards.
     */
    public void stall() {
        valve.close();
    }

    /** Ends a {@link #stall()}. */
    public void resume() {
        valve.open();
    }

    /**
     * Arms one cut: the next chunk from a client that matches is passed to the server, the server's answer to it is
     * waited for and thrown away, and then the client's connection is reset. So the server has done what was asked, and
     * the client never hears of it. Happens once, to one connection; a second call replaces one that has not happened.
     *
     * @param request is given each chunk as it came from a client, on the proxy's threads
     */
    public void cutAnswerAfter(Predicate<byte[]> request) {
        answerCut.set(request);
    }

    /** Whether a cut by {@link #cutAnswerAfter} is armed and has met no matching chunk yet. */
    public boolean isAnswerCutArmed() {
        return answerCut.get() != null;
    }

    boolean takeAnswerCut(byte[] chunk) {
        Predicate<byte[]> request = answerCut.get();
        return request != null && request.test(chunk) && answerCut.compareAndSet(request, null);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                ProxyLink link = new ProxyLink(this, valve, target, listener.accept());
                links.add(link);
                if (isBroken()) {
                    link.reset(); // before anything has passed
                    links.remove(link);
                    continue;
                }
                link.start();
                if (isBroken()) {
                    link.reset(); // cut() or close() may have looked at the links before this one was there
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("the proxy to " + target + " can listen no more", e);
                }
            }
        }
    }

    private boolean isBroken() {
        return cut || listener.isClosed();
    }

    void forget(ProxyLink link) {
        links.remove(link);
    }

    /**
     * Closes the port, resets all connections, and waits for its threads to end. An interrupt ends the waiting and stays
     * set.
     */
    @Override
    public void close() {
        try {
            listener.close();
            acceptor.join();
            for (ProxyLink link : links) {
                link.reset();
                link.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy to " + target + " could not be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
