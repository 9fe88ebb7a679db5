package io.seckill.infra.lock;

import io.seckill.core.lock.Lease;
import java.lang.StackWalker.StackFrame;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The leases that this node holds, and who took them. Safe for use by many threads. */
final class HeldLeases {
    static final int MOST_FRAMES = 16;
    /** What stands between the taker and the lock. */
    private static final List<String> BETWEEN = List.of(
            "io.seckill.core.lock.",
            "io.seckill.infra.lock.HeldLeases",
            "io.seckill.infra.lock.Locked",
            "io.seckill.infra.lock.Observed",
            "java.",
            "jdk.",
            "org.springframework.aop.",
            "org.springframework.cglib.");

    private static final StackWalker STACK = StackWalker.getInstance();

    /** Who asked for a lease, and where: its first frames outside of what brings locks about. */
    record Taker(String thread, List<StackFrame> stack) {}

    /** A lease that is held. */
    record Held(Lease lease, Instant since, Taker taker) {}

    private final InstantSource clock;
    private final Map<Lease, Held> now = new ConcurrentHashMap<>();

    HeldLeases(InstantSource clock) {
        this.clock = clock;
    }

    /** The calling thread. */
    Taker taker() {
        return new Taker(Thread.currentThread().getName(), STACK.walk(frames -> frames.filter(HeldLeases::isTakers)
                .limit(MOST_FRAMES)
                .toList()));
    }

    void took(Lease lease, Taker taker) {
        now.put(lease, new Held(lease, clock.instant(), taker));
    }

    void ended(Lease lease) {
        now.remove(lease);
    }

    Instant clock() {
        return clock.instant();
    }

    /** The longest held ones first. Those that are over are dropped: a provider that is closed tells nobody of its leases' end. */
    List<Held> all() {
        now.keySet().removeIf(lease -> !lease.isValid());
        return now.values().stream().sorted(Comparator.comparing(Held::since)).toList();
    }

    private static boolean isTakers(StackFrame frame) {
        String type = frame.getClassName();
        return BETWEEN.stream().noneMatch(type::startsWith) && !type.contains("$$");
    }
}
