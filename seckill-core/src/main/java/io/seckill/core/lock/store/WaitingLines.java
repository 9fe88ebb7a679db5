package io.seckill.core.lock.store;

import io.seckill.core.lock.LockName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * The waiting lines of all names. A line is there exactly while somebody is in it: joining, and taking an empty line out,
 * happen inside {@code compute}, which runs for one name one at a time, so nobody can join a line that was just taken out.
 */
final class WaitingLines {
    private final ConcurrentMap<LockName, WaitingLine> lines = new ConcurrentHashMap<>();
    private final Function<LockName, WaitingLine> begin;

    /** @param begin makes an empty line */
    WaitingLines(Function<LockName, WaitingLine> begin) {
        this.begin = begin;
    }

    WaitingLine join(Waiter waiter) {
        boolean[] first = new boolean[1];
        WaitingLine joined = lines.compute(waiter.name(), (name, known) -> {
            WaitingLine line = known == null ? begin.apply(name) : known;
            first[0] = line.add(waiter);
            return line;
        });
        if (first[0]) {
            joined.ask();
        }
        return joined;
    }

    /** To be called when somebody has left the line. */
    void tidy(LockName name, WaitingLine left) {
        boolean[] ended = new boolean[1];
        lines.computeIfPresent(name, (same, line) -> {
            ended[0] = line == left && line.isEmpty();
            return ended[0] ? null : line;
        });
        if (ended[0]) {
            left.end();
        }
    }

    void wake(LockName name) {
        WaitingLine line = lines.get(name);
        if (line != null) {
            line.wake();
        }
    }
}
