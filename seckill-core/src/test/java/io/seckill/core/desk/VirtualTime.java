package io.seckill.core.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The time of a simulated cluster: runs one thing at a time, and jumps from one to the next. All that happens follows from
 * the seed, which also draws the order of what happens at the same moment.
 *
 * <p>What blocks runs as a strand: on a thread of its own, but only while it has the turn, which goes to and fro between it
 * and the one thread that drives the time. So blocking code is run as it is, and still one thing at a time.
 */
final class VirtualTime {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "strand");
        thread.setDaemon(true);
        return thread;
    });

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SplittableRandom random;
    private final Semaphore driver = new Semaphore(0);
    private final List<Throwable> faults = new ArrayList<>();
    private @Nullable Strand current;
    private long now;

    private record Event(long time, long tie, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(tie, other.tie);
        }
    }

    /** Whose tasks these are; when it is over, none of them goes on. */
    static final class Life {
        private boolean over;

        void end() {
            over = true;
        }

        boolean isOver() {
            return over;
        }
    }

    /** Ends a strand whose life is over; nothing in the program catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final class Strand {
        private final Semaphore turn = new Semaphore(0);
        private final Life life;

        Strand(Life life) {
            this.life = life;
        }
    }

    VirtualTime(SplittableRandom random) {
        this.random = random;
    }

    long now() {
        return now;
    }

    /** What was thrown where nothing should be. */
    List<Throwable> faults() {
        return faults;
    }

    void after(long nanos, Runnable task) {
        events.add(new Event(now + nanos, random.nextLong(), task));
    }

    void runUntil(long end) {
        for (Event next = events.peek(); next != null && next.time() <= end; next = events.peek()) {
            events.remove();
            now = next.time();
            next.task().run();
        }
        now = end;
    }

    /** Lets every strand end, so that its thread is free again. */
    void runOut() {
        for (Event next = events.poll(); next != null; next = events.poll()) {
            now = next.time();
            next.task().run();
        }
    }

    /** Runs the task now, as a strand. */
    void strand(Life life, Runnable task) {
        Strand strand = new Strand(life);
        THREADS.execute(() -> {
            strand.turn.acquireUninterruptibly();
            try {
                task.run();
            } catch (Killed killed) {
                // Its node was.
            } catch (Throwable fault) {
                faults.add(fault);
            } finally {
                driver.release();
            }
        });
        resume(strand);
    }

    /** Blocks the calling strand for that long. */
    void pause(long nanos) {
        Strand strand = current;
        if (strand == null) {
            throw new IllegalStateException("only a strand may block");
        }
        after(nanos, () -> resume(strand));
        driver.release();
        strand.turn.acquireUninterruptibly();
        if (strand.life.isOver()) {
            throw new Killed();
        }
    }

    private void resume(Strand strand) {
        current = strand;
        strand.turn.release();
        driver.acquireUninterruptibly();
        current = null;
    }
}
