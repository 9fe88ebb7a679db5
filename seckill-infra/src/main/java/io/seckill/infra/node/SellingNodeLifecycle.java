package io.seckill.infra.node;

import org.springframework.context.SmartLifecycle;

/**
 * Gives the desks up before anything else stops: the orders that wait are committed or refused, and answered while the web server still
 * runs; further ones are busy. Safe for use by many threads.
 */
final class SellingNodeLifecycle implements SmartLifecycle {
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

    /** The web server stops at {@code DEFAULT_PHASE - 1024} and below; what has a lower phase stops later. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
