package io.seckill.infra.lock;

import io.seckill.core.lock.LockName;
import java.time.Duration;

/** Logs what others throw when they are told, for no lease may be lost on its way because of it. Safe for use by many threads. */
final class HarmlessEvents implements LockEvents {
    private static final System.Logger LOG = System.getLogger(HarmlessEvents.class.getName());

    private final LockEvents events;

    HarmlessEvents(LockEvents events) {
        this.events = events;
    }

    @Override
    public void answered(LockName name, Answer answer, Duration waited) {
        tell(name, () -> events.answered(name, answer, waited));
    }

    @Override
    public void ended(LockName name, End end, Duration held) {
        tell(name, () -> events.ended(name, end, held));
    }

    private static void tell(LockName name, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.WARNING, "What became of lock " + name + " could not be told", e);
        }
    }
}
