package io.seckill.infra.life;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.rounds.OnOneNode;
import io.seckill.core.rounds.Rounds;
import io.seckill.core.rounds.Rounds.Round;
import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.SmartLifecycle;

/**
 * Begins the rounds when the node has started, and ends them before the servers that they need are closed. Each ends after the
 * round that is under way, but nobody waits long for one that hangs: its lease ends by itself. Safe for use by many threads.
 */
final class RoundsLifecycle implements SmartLifecycle {
    static final Duration MOST_WAIT = Duration.ofSeconds(3);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final LockProvider locks;
    private final Scheduler scheduler;
    private final List<Rounds> rounds = new ArrayList<>();
    private volatile boolean running;

    RoundsLifecycle(LockProvider locks, Scheduler scheduler) {
        this.locks = locks;
        this.scheduler = scheduler;
    }

    /** @param name for the log */
    void onEveryNode(String name, Round round) {
        rounds.add(new Rounds(name, scheduler, round));
    }

    /** @param lock whose holder does it */
    void onOneNode(String name, String lock, Round round) {
        onEveryNode(name, new OnOneNode(locks, new LockName(lock), ASK_AGAIN, round));
    }

    @Override
    public void start() {
        running = true;
        rounds.forEach(Rounds::start);
    }

    @Override
    public void stop() {
        throw new IllegalStateException("is stopped with a callback only");
    }

    @Override
    public void stop(Runnable callback) {
        CompletableFuture<?>[] ends = rounds.stream()
                .map(round -> round.close().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(ends);
        scheduler.after(MOST_WAIT, () -> all.complete(null));
        var unused = all.whenComplete((done, fault) -> {
            running = false;
            callback.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Ends first, beside the desks: what has a lower phase stops later. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
