package io.seckill.core.desk;

import io.seckill.core.desk.VirtualTime.Life;
import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** A node's threads in a simulated cluster: each task begins a little later, by chance, so they come in any order. */
final class SeededScheduler implements Scheduler {
    static final Instant START = Instant.parse("2026-06-18T12:00:00Z");
    private static final long SOON = TimeUnit.MICROSECONDS.toNanos(50);

    private final VirtualTime time;
    private final Chance chance;
    private final Life life;

    SeededScheduler(VirtualTime time, Chance chance, Life life) {
        this.time = time;
        this.chance = chance;
        this.life = life;
    }

    @Override
    public InstantSource clock() {
        return () -> START.plusNanos(time.now());
    }

    @Override
    public long nanos() {
        return time.now();
    }

    @Override
    public void run(Runnable task) {
        time.after(chance.upTo(SOON), () -> whileAlive(task));
    }

    @Override
    public void block(Runnable task) {
        time.after(chance.upTo(SOON), () -> whileAlive(() -> time.strand(life, task)));
    }

    @Override
    public void after(Duration delay, Runnable task) {
        time.after(delay.toNanos() + chance.upTo(SOON), () -> whileAlive(task));
    }

    private void whileAlive(Runnable task) {
        if (!life.isOver()) {
            task.run();
        }
    }
}
