package io.seckill.testkit.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** What the demo has started, to be ended once, last come first. Safe for use by many threads. */
final class Running implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /**
     * Takes charge of something started.
     *
     * @throws IllegalStateException if everything was ended meanwhile; then the part is ended too
     */
    synchronized <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        if (closed) {
            close();
            throw new IllegalStateException("stopped");
        }
        return part;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("demo: could not end " + part + ": " + e.getMessage());
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
