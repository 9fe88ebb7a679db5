package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.LockName;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a {@link io.seckill.core.lock.LockProvider} keeps whose backend is a server: it can be away, and others use it too.
 * Extend it, hand out a backend, and all of its tests must pass; those of {@link LockProviderContract} are among them.
 */
public abstract class RemoteLockProviderContract extends ProcessContract {
    private static final int CYCLES = 10_000;
    private static final int SAMPLE = 500;
    private static final long HEAP_GROWTH = 4L << 20;

    /** For adapters. */
    protected RemoteLockProviderContract() {}

    /** Cases 15 and 29: what a cycle costs does not grow, and nothing is left of it. */
    @Test
    @Needs(Capability.COUNTED_COMMANDS)
    void tenThousandCyclesCostTheSameAndLeaveNothingBehind() throws Exception {
        LockName name = someName();
        cycles(name, SAMPLE);
        Set<String> remains = backend().remains();
        long heap = heap();
        double first = commandsPerCycle(name);
        cycles(name, CYCLES / 2);
        contended(CYCLES / 2);
        double last = commandsPerCycle(name);

        assertThat(last).isLessThan(first * 1.2 + 0.2);
        await(() -> remains.containsAll(backend().remains()), RECOVERY);
        long growth = heap() - heap;
        System.out.println(String.format(
                Locale.ROOT, "commands per cycle: %.2f, then %.2f; heap: %d KB more", first, last, growth >> 10));
        assertThat(growth).as("bytes of heap more than before").isLessThan(HEAP_GROWTH);
    }

    private double commandsPerCycle(LockName name) throws InterruptedException {
        long before = backend().commands();
        cycles(name, SAMPLE);
        return (backend().commands() - before) / (double) SAMPLE;
    }

    /** With waiters, on names of which each is used for a while only. */
    private void contended(int count) throws Exception {
        int rounds = 10;
        int threads = 4;
        for (int round = 0; round < rounds; round++) {
            LockName name = someName();
            Crowd.of(threads, number -> {
                for (int i = 0; i < count / rounds / threads; i++) {
                    acquired(name, LONG_WAIT).close();
                }
            });
        }
    }

    /** What is in use after a collection; the least of some, for a collection may be late. */
    private static long heap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            pass(Duration.ofMillis(50));
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
