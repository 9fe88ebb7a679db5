package io.seckill.testkit.net;

import java.util.function.BooleanSupplier;

/** Lets through while it is open, and holds back while it is closed. Safe for use by many threads. */
final class Valve {
    private boolean closed;

    synchronized void close() {
        closed = true;
    }

    synchronized void open() {
        closed = false;
        notifyAll();
    }

    /** Makes those who wait look again whether they still want to. */
    synchronized void recheck() {
        notifyAll();
    }

    /** Waits until the valve is open, or nobody wants to pass any more. */
    synchronized void pass(BooleanSupplier wanted) throws InterruptedException {
        while (closed && wanted.getAsBoolean()) {
            wait();
        }
    }
}
