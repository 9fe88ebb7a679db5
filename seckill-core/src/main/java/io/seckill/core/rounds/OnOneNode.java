package io.seckill.core.rounds;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.rounds.Rounds.Round;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Rounds on whichever node holds a lease, which keeps it from round to round; the others ask for it now and then, and one of
 * them has it at the latest one lease time after its holder died. A node whose rounds fail several times in a row lets another
 * one try. A holder that was frozen may find itself beside the next one, so a round does nothing that two at once would
 * spoil. Rounds come one at a time, as {@link Rounds} has them.
 */
public final class OnOneNode implements Round {
    private static final int MOST_FAILURES = 3;

    private final LockProvider locks;
    private final LockName name;
    private final Duration askAgain;
    private final Round round;
    private @Nullable Lease held;
    private int failures;

    /** @param askAgain after what time a node asks again that was refused, or got no answer */
    public OnOneNode(LockProvider locks, LockName name, Duration askAgain, Round round) {
        this.locks = locks;
        this.name = name;
        this.askAgain = askAgain;
        this.round = round;
    }

    @Override
    public Duration go() {
        if (failures >= MOST_FAILURES) {
            failures = 0;
            return askAgain.multipliedBy(2); // so that each of the others asks before
        }
        return isElected() ? goElected() : askAgain;
    }

    private Duration goElected() {
        boolean succeeded = false;
        try {
            Duration pause = round.go();
            succeeded = true;
            return pause;
        } finally {
            failures = succeeded ? 0 : failures + 1;
            if (failures >= MOST_FAILURES) {
                end();
            }
        }
    }

    @Override
    public void end() {
        if (held != null) {
            try {
                round.end();
            } finally {
                held.close();
                held = null;
            }
        }
    }

    private boolean isElected() {
        if (held != null && held.isValid()) {
            return true;
        }
        end();
        try {
            held = locks.tryAcquire(LockRequest.of(name).livingUntilReleased()).orElse(null);
        } catch (LockException unavailable) {
            // as good as held by somebody else: it is asked again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return held != null;
    }
}
