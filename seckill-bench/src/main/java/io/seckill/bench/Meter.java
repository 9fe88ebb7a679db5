package io.seckill.bench;

import com.sun.management.OperatingSystemMXBean;
import io.seckill.core.order.Outcome;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;

/** Counts answers, and times those placed within the measured span. Safe for use by many threads. */
final class Meter {
    private static final int DIGITS = 3;
    private static final long NOT_YET = -1;

    private final Span span;
    private final long from;
    private final long until;
    private final AtomicHistogram latencies = new AtomicHistogram(TimeUnit.MINUTES.toMicros(10), DIGITS);
    private final LongAdder placed = new LongAdder();
    private final AtomicLong cpuFrom = new AtomicLong(NOT_YET);
    private final AtomicLong cpuUntil = new AtomicLong(NOT_YET);
    private final LongAdder refused = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    /** Starts the span. */
    Meter(Span span) {
        this.span = span;
        this.from = System.nanoTime() + span.warmUp().toNanos();
        this.until = from + span.measured().toNanos();
    }

    boolean isOver() {
        boolean over = System.nanoTime() - until >= 0;
        if (over) {
            clockCpu(cpuUntil);
        }
        return over;
    }

    private static void clockCpu(AtomicLong once) {
        if (once.get() == NOT_YET && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os) {
            once.compareAndSet(NOT_YET, os.getProcessCpuTime());
        }
    }

    void answered(Outcome outcome, long askedAt) {
        if (outcome instanceof Outcome.Placed) {
            placed(1, askedAt);
        } else if (outcome instanceof Outcome.Refused) {
            refused.increment();
        } else {
            unknown.increment();
        }
    }

    /** That many orders were asked for at that time and are placed now. */
    void placed(int orders, long askedAt) {
        long now = System.nanoTime();
        placed.add(orders);
        if (now - from >= 0 && now - until < 0) {
            clockCpu(cpuFrom);
            latencies.recordValueWithCount(TimeUnit.NANOSECONDS.toMicros(now - askedAt), orders);
        }
    }

    /**
     * What was counted; to be asked for when every answer is there.
     *
     * @param batchSize orders in one transaction, on average
     * @param commitMillis that one such transaction took, in the middle
     */
    Measurement measurement(double batchSize, double commitMillis) {
        return new Measurement(
                span.measured(),
                latencies,
                placed.sum(),
                refused.sum(),
                unknown.sum(),
                Duration.ofNanos(cpuUntil.get() - cpuFrom.get()),
                batchSize,
                commitMillis);
    }
}
