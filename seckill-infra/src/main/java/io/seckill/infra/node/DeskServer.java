package io.seckill.infra.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.seckill.core.desk.Bundle;
import io.seckill.core.desk.BundleReply;
import io.seckill.core.desk.ProcessId;
import io.seckill.core.schedule.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes bundles from the other nodes, on a listener and port of its own that no ingress leads to. Every call has to be
 * signed with the shared secret, for this process, lately, and once. Safe for use by many threads.
 */
final class DeskServer implements AutoCloseable {
    static final int OK = 200;
    static final int UNREADABLE = 400;
    static final int UNSIGNED = 401;
    static final int REPEATED = 409;
    static final int OTHER_PROCESS = 421;
    static final int OTHER_PROTOCOL = 426;
    static final int TOO_LARGE = 413;
    static final int FAULT = 500;

    private static final System.Logger LOG = System.getLogger(DeskServer.class.getName());
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);
    private static final int THREADS = 64;
    private static final int BACKLOG = 128;

    static {
        // Read once by the server's first use: answer at once instead of waiting for more to send, and let no call take
        // for ever.
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("sun.net.httpserver.maxReqTime", "2");
    }

    private final ProcessId self;
    private final NodeSecret secret;
    private final Scheduler scheduler;
    private final SeenNonces nonces = new SeenNonces(CLOCKS_DIFFER.multipliedBy(2));
    private final Wire wire = new Wire();
    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    /**
     * Opens the port; calls wait until {@link #serve}.
     *
     * @param port 0: any free one
     * @throws UncheckedIOException if the address cannot be listened at; it is named
     */
    DeskServer(String host, int port, ProcessId self, NodeSecret secret, Scheduler scheduler) {
        this.self = self;
        this.secret = secret;
        this.scheduler = scheduler;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("seckill.node: cannot listen at " + host + ":" + port, e);
        }
        threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "seckill-node");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
    }

    /** Takes calls from now on. */
    void serve(Function<Bundle, CompletionStage<BundleReply>> desks) {
        handle(NodeProtocol.BUNDLES, (call, body) -> take(call, body, desks));
        handle(NodeProtocol.ALIVE, (call, body) -> answer(call, OK, new byte[0]));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private void handle(String path, Handler handler) {
        server.createContext(path, call -> checked(call, handler));
    }

    private interface Handler {
        void handle(HttpExchange call, byte[] body);
    }

    private void checked(HttpExchange call, Handler handler) throws IOException {
        byte[] body = call.getRequestBody().readNBytes(NodeProtocol.MAX_BODY + 1);
        long now = scheduler.clock().millis();
        if (body.length > NodeProtocol.MAX_BODY) {
            answer(call, TOO_LARGE, new byte[0]);
        } else if (!NodeProtocol.VERSION.equals(header(call, NodeProtocol.PROTOCOL))) {
            answer(call, OTHER_PROTOCOL, new byte[0]);
        } else if (!isSigned(call, body, now)) {
            answer(call, UNSIGNED, new byte[0]);
        } else if (!isNew(header(call, NodeProtocol.NONCE), now)) {
            answer(call, REPEATED, new byte[0]);
        } else if (!self.value().equals(header(call, NodeProtocol.PROCESS))) {
            answer(call, OTHER_PROCESS, new byte[0]);
        } else {
            handler.handle(call, body);
        }
    }

    private boolean isSigned(HttpExchange call, byte[] body, long now) {
        String time = header(call, NodeProtocol.TIME);
        String nonce = header(call, NodeProtocol.NONCE);
        return isLately(time, now)
                && isNonce(nonce)
                && secret.verify(
                        header(call, NodeProtocol.SIGNATURE),
                        body,
                        call.getRequestURI().getPath(),
                        NodeProtocol.VERSION,
                        header(call, NodeProtocol.PROCESS),
                        time,
                        nonce);
    }

    private boolean isNew(String nonce, long now) {
        return nonces.add(UUID.fromString(nonce), now);
    }

    private static boolean isNonce(String text) {
        try {
            return text.equals(UUID.fromString(text).toString());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLately(String time, long now) {
        try {
            return Math.abs(now - Long.parseLong(time)) <= CLOCKS_DIFFER.toMillis();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The answer comes when the bundle's orders are settled; no thread waits for it. */
    private void take(HttpExchange call, byte[] body, Function<Bundle, CompletionStage<BundleReply>> desks) {
        Bundle bundle;
        try {
            bundle = wire.readBundle(body);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "another node sent what is no bundle: {0}", e.getMessage());
            answer(call, UNREADABLE, new byte[0]);
            return;
        }
        desks.apply(bundle).whenComplete((reply, fault) -> threads.execute(() -> reply(call, bundle, reply, fault)));
    }

    private void reply(HttpExchange call, Bundle bundle, @Nullable BundleReply reply, @Nullable Throwable fault) {
        if (reply == null) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "a bundle of sale " + bundle.sale() + " from process " + bundle.sender() + " met a fault",
                    fault);
            answer(call, FAULT, new byte[0]);
        } else {
            answer(call, OK, wire.write(reply));
        }
    }

    private void answer(HttpExchange call, int status, byte[] body) {
        try (call) {
            String nonce = header(call, NodeProtocol.NONCE);
            call.getResponseHeaders()
                    .set(NodeProtocol.SIGNATURE, secret.sign(body, "reply", nonce, String.valueOf(status)));
            call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                call.getResponseBody().write(body);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the other node did not wait for its answer: {0}", e.getMessage());
        }
    }

    private static String header(HttpExchange call, String name) {
        String value = call.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
