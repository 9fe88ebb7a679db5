package io.seckill.infra.node;

import io.seckill.core.schedule.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/** A node whose wall clock is off. */
record ShiftedScheduler(Scheduler real, Duration by) implements Scheduler {
    @Override
    public InstantSource clock() {
        return InstantSource.offset(Clock.systemUTC(), by);
    }

    @Override
    public long nanos() {
        return real.nanos();
    }

    @Override
    public void run(Runnable task) {
        real.run(task);
    }

    @Override
    public void block(Runnable task) {
        real.block(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        real.after(delay, task);
    }
}
