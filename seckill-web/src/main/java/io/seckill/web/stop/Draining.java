package io.seckill.web.stop;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps HTTP answering for a while after the program was told to stop, and ends each connection with its next answer. A
 * client whose connection is closed while it sends the next request would not know what became of it. Safe for use by
 * many threads.
 */
final class Draining extends OncePerRequestFilter implements SmartLifecycle {
    private final Duration time;
    private volatile boolean running;
    private volatile boolean stopping;

    Draining(Duration time) {
        this.time = time;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (stopping) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        chain.doFilter(request, response);
    }

    /** Orders that wait are answered by a second dispatch. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        throw new IllegalStateException("is stopped with a callback only");
    }

    @Override
    public void stop(Runnable callback) {
        stopping = true;
        Executor later = CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
        var unused = CompletableFuture.runAsync(() -> running = false, later).thenRun(callback);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The first of all, beside the desks: the web server comes after. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
