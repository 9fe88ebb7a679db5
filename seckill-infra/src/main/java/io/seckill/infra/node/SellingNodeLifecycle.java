package io.seckill.infra.node;

import org.springframework.context.SmartLifecycle;

/**
 * Gives the desks up after the web server has served its last request and before any connection is closed. Safe for use by many threads.
 */
final class SellingNodeLifecycle implements SmartLifecycle {
    /** The web server stops at {@code DEFAULT_PHASE - 2048}; what has a lower phase stops later. */
    private static final int AFTER_WEB_SERVER = DEFAULT_PHASE - 3072;

    private final SellingNode node;
    private volatile boolean running;

    SellingNodeLifecycle(SellingNode node) {
        this.node = node;
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
        node.giveUp().whenComplete((done, fault) -> {
            running = false;
            callback.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return AFTER_WEB_SERVER;
    }
}
