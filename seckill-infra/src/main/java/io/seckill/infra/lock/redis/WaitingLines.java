package io.seckill.infra.lock.redis;

import io.seckill.core.lock.LockName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The waiting lines of all names. A line is there exactly while somebody is in it: its members are counted inside
 * {@code compute}, which runs for one name one at a time, so nobody can join a line that was just taken out.
 */
final class WaitingLines {
    private final ConcurrentMap<LockName, WaitingLine> lines = new ConcurrentHashMap<>();

    WaitingLine join(LockName name) {
        return lines.compute(name, (same, line) -> {
            WaitingLine joined = line == null ? new WaitingLine() : line;
            joined.members++;
            return joined;
        });
    }

    void leave(LockName name, WaitingLine line) {
        WaitingLine left = lines.computeIfPresent(name, (same, known) -> --known.members == 0 ? null : known);
        if (left == null) {
            line.end();
        }
    }

    void wakeAll() {
        lines.values().forEach(WaitingLine::wake);
    }
}
