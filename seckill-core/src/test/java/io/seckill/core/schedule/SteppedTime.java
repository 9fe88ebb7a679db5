package io.seckill.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Time that passes when a test says so; every task runs on the test's own thread. */
public final class SteppedTime implements Scheduler {
    private static final Instant START = Instant.parse("2030-01-01T12:00:00Z");

    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Timed> timed = new PriorityQueue<>(Comparator.comparingLong(Timed::at));
    private long nanos;

    private record Timed(long at, Runnable task) {}

    @Override
    public InstantSource clock() {
        return this::instant;
    }

    public Instant instant() {
        return START.plusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void run(Runnable task) {
        ready.add(task);
    }

    @Override
    public void block(Runnable task) {
        ready.add(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timed.add(new Timed(nanos + delay.toNanos(), task));
    }

    /** Runs what is to be run now. */
    public void settle() {
        for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
            task.run();
        }
    }

    /** Lets time pass, and runs what is due on the way. */
    public void pass(Duration duration) {
        long end = nanos + duration.toNanos();
        settle();
        for (Timed next = timed.peek(); next != null && next.at() <= end; next = timed.peek()) {
            timed.remove();
            nanos = next.at();
            next.task().run();
            settle();
        }
        nanos = end;
    }
}
