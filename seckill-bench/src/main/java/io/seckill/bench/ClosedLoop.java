package io.seckill.bench;

import io.seckill.core.desk.SaleActivity;
import io.seckill.core.desk.SaleDesks;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps a number of orders waiting at a node's desks: each answer brings the next request. */
final class ClosedLoop {
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);
    /** A refusal may come at once; the next request must not. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);

    private final SaleDesks desks;
    private final Requests requests;
    private final Meter meter;
    private final Phaser inFlight = new Phaser(1);

    private ClosedLoop(SaleDesks desks, SaleId sale, Span span) {
        this.desks = desks;
        this.requests = new Requests(sale);
        this.meter = new Meter(span);
    }

    /**
     * Runs for the span, then waits for the last answers.
     *
     * @throws IllegalStateException if one of them does not come
     */
    static Measurement run(SaleDesks desks, SaleId sale, int waiting, Span span) {
        ClosedLoop loop = new ClosedLoop(desks, sale, span);
        loop.inFlight.bulkRegister(waiting);
        for (int i = 0; i < waiting; i++) {
            loop.ask();
        }
        loop.awaitEnd(span);
        SaleActivity activity = desks.of(sale);
        return loop.meter.measurement(
                activity.meanBatchSize(), activity.medianCommit().toNanos() / 1e6);
    }

    private void ask() {
        OrderRequest request = requests.next();
        long askedAt = System.nanoTime();
        desks.submit(request).whenComplete((outcome, fault) -> answered(outcome, askedAt));
    }

    private void answered(Outcome outcome, long askedAt) {
        meter.answered(outcome, askedAt);
        if (meter.isOver()) {
            inFlight.arriveAndDeregister();
        } else if (outcome instanceof Outcome.Placed) {
            ask();
        } else {
            LATER.execute(this::ask);
        }
    }

    private void awaitEnd(Span span) {
        Duration limit = span.warmUp().plus(span.measured()).plus(LAST_ANSWERS);
        try {
            inFlight.awaitAdvanceInterruptibly(inFlight.arrive(), limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("some orders were never answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
