package io.seckill.core.desk;

import io.seckill.core.schedule.Scheduler;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One thread of control: runs events, and a step after them, one at a time on the scheduler's threads.
 *
 * <p>Why it is correct: {@code signals} counts the wake-ups that were not yet answered by a round. Whoever raises it from
 * zero starts the rounds; the rounds end by lowering it to zero with a subtraction of exactly what was seen before the
 * round. So there is never more than one runner, and an event offered before a wake-up is seen by a round after it. The
 * counter's writes and reads order what one runner wrote before what the next one reads.
 */
final class OneAtATime {
    private static final System.Logger LOG = System.getLogger(OneAtATime.class.getName());

    private final String name;
    private final Scheduler scheduler;
    private final Runnable step;
    private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger signals = new AtomicInteger();

    /** @param name what the log calls it */
    OneAtATime(String name, Scheduler scheduler, Runnable step) {
        this.name = name;
        this.scheduler = scheduler;
        this.step = step;
    }

    /** Runs the event and then the step. */
    void post(Runnable event) {
        events.add(event);
        wake();
    }

    /** Runs the step. */
    void wake() {
        if (signals.getAndIncrement() == 0) {
            start();
        }
    }

    private void start() {
        try {
            scheduler.run(this::rounds);
        } catch (RuntimeException | VirtualMachineError e) {
            // No thread to be had: the next wake-up has to try again, or nothing would ever run here.
            signals.set(0);
            throw e;
        }
    }

    /** A fault in one event must not stop all that come after it. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | VirtualMachineError | LinkageError fault) {
            LOG.log(System.Logger.Level.ERROR, name + " met a fault", fault);
        }
    }

    private void rounds() {
        int seen = signals.get();
        do {
            for (Runnable event = events.poll(); event != null; event = events.poll()) {
                guarded(event);
            }
            guarded(step);
            seen = signals.addAndGet(-seen);
        } while (seen != 0);
    }
}
