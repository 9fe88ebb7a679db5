package io.seckill.infra.lock.redis;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those in this JVM who wait for one name. The first of them talks with Redis; the others stand behind, in the order of
 * their arrival, and cost Redis nothing.
 *
 * <p>The wake-ups are set up by the one whose turn it is, at the first contention, and stay until the line is empty: the
 * next in turn hears the lock being freed without subscribing again. They are written only by whoever has the turn,
 * but are read by others, hence volatile.
 */
final class WaitingLine {
    private final Semaphore turn = new Semaphore(1, true);
    private volatile @Nullable WakeUps wakeUps;

    /** How many are in the line. Guarded by {@link WaitingLines}. */
    int members;

    boolean awaitTurn(long nanos) throws InterruptedException {
        return turn.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    void passTurn() {
        turn.release();
    }

    /** The line's wake-ups. To be called by whoever has the turn. */
    WakeUps wakeUps(Supplier<WakeUps> subscribe) {
        WakeUps known = wakeUps;
        if (known == null) {
            known = subscribe.get();
            wakeUps = known;
        }
        return known;
    }

    void wake() {
        WakeUps known = wakeUps;
        if (known != null) {
            known.wake();
        }
    }

    /** To be called when the last one has left. */
    void end() {
        WakeUps known = wakeUps;
        if (known != null) {
            known.end();
        }
    }
}
