package io.seckill.testkit.lock;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LeaseLostException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.Release;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A lease of {@link InMemoryLockProvider}, whose monitor guards all of its state. */
final class InMemoryLease implements Lease {
    private enum State {
        HELD,
        LOST,
        OVER
    }

    private static final Logger LOG = System.getLogger(InMemoryLease.class.getName());

    private final InMemoryLockProvider provider;
    private final LockName name;
    private final Throwable takenAt;
    private final List<Runnable> listeners = new ArrayList<>();
    private State state = State.HELD;
    private boolean lost;
    private OptionalLong end = OptionalLong.empty();
    private OptionalLong endOfLife = OptionalLong.empty();
    private @Nullable FencingToken token;
    /** Cancelled when the lease is over, so that its timer goes. */
    private final CompletableFuture<@Nullable Void> alarm = new CompletableFuture<>();

    /** @param takenAt the stack of its taker, for the log */
    InMemoryLease(InMemoryLockProvider provider, LockName name, Throwable takenAt) {
        this.provider = provider;
        this.name = name;
        this.takenAt = takenAt;
    }

    @Override
    public LockName name() {
        return name;
    }

    @Override
    public FencingToken fencingToken() {
        synchronized (provider) {
            if (!isValid()) {
                throw new LeaseLostException(name);
            }
            FencingToken known = token;
            if (known == null) {
                known = provider.tokens().next(name);
                token = known;
            }
            return known;
        }
    }

    @Override
    public boolean isValid() {
        synchronized (provider) {
            if (state == State.HELD && isPast(endOfLife)) {
                LOG.log(
                        Level.WARNING,
                        "The lease of lock " + name + " was not released within its longest life",
                        takenAt);
                lose();
            } else if (isPast(end)) {
                lose();
            }
            return state == State.HELD;
        }
    }

    @Override
    public void onLost(Runnable listener) {
        synchronized (provider) {
            if (isValid()) {
                listeners.add(listener);
            } else if (lost) {
                tell(listener);
            }
        }
    }

    @Override
    public Release release() {
        boolean valid;
        synchronized (provider) {
            valid = isValid();
            if (state == State.OVER) {
                return Release.ALREADY_RELEASED;
            }
            state = State.OVER;
            alarm.cancel(false);
            provider.free(this);
        }
        provider.look(name);
        return valid ? Release.RELEASED : Release.LOST_BEFORE_RELEASE;
    }

    @Override
    public void close() {
        release();
    }

    /** Ends it at this time of the provider's clock, as one that is not renewed. */
    void endAt(long time) {
        end = OptionalLong.of(time);
    }

    /** Ends it after this time on the provider's clock, as one that was forgotten; the machine's own clock says when to look. */
    void liveAtMost(Duration life) {
        endOfLife = OptionalLong.of(provider.now() + life.toNanos());
        CompletableFuture<?> unused = alarm.completeOnTimeout(null, life.toNanos(), TimeUnit.NANOSECONDS)
                .thenRun(this::isValid);
    }

    private boolean isPast(OptionalLong time) {
        return time.isPresent() && provider.now() - time.getAsLong() >= 0;
    }

    void lose() {
        synchronized (provider) {
            if (state != State.HELD) {
                return;
            }
            state = State.LOST;
            lost = true;
            alarm.cancel(false);
            provider.free(this);
            listeners.forEach(this::tell);
        }
    }

    private void tell(Runnable listener) {
        provider.listeners().execute(() -> {
            try {
                listener.run();
            } catch (RuntimeException | Error thrown) {
                LOG.log(Level.ERROR, "A listener of lock " + name + " failed", thrown);
            }
        });
    }
}
