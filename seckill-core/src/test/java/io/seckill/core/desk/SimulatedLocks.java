package io.seckill.core.desk;

import io.seckill.core.desk.Chance.Fault;
import io.seckill.core.desk.VirtualTime.Life;
import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.lock.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The locks of a simulated cluster, for one name: its holder may lose it at any moment, and hears so a while later. */
final class SimulatedLocks {
    private static final Duration LEASE_TIME = Duration.ofSeconds(5);
    private static final long POLL = Duration.ofMillis(10).toNanos();

    private final VirtualTime time;
    private final Chance chance;
    private Optional<Held> holder = Optional.empty();
    private long tokens;

    SimulatedLocks(VirtualTime time, Chance chance) {
        this.time = time;
        this.chance = chance;
    }

    LockProvider provider(Life life) {
        return request -> CompletableFuture.completedFuture(tryAcquire(life, request));
    }

    /** The lock's data are gone: its holder holds nothing any more, and does not know yet. */
    void flush() {
        holder.ifPresent(Held::lose);
        holder = Optional.empty();
    }

    boolean isHeld() {
        return holder.isPresent();
    }

    /** A holder that was killed renews no more. */
    void killed(Life life) {
        holder.filter(held -> held.life == life)
                .ifPresent(held -> time.after(chance.upTo(LEASE_TIME.toNanos()), () -> free(held)));
    }

    private Optional<Lease> tryAcquire(Life life, LockRequest request) {
        time.pause(chance.micros(100, 1_000));
        if (chance.happens(Fault.LOCK_TAKES_LONG)) {
            time.pause(chance.millis(1, 1_500));
        }
        if (chance.happens(Fault.LOCK_UNAVAILABLE)) {
            throw new LockUnavailableException(request.name(), "no answer", null);
        }
        long waitUntil = time.now() + request.maxWait().toNanos();
        while (holder.isPresent()) {
            if (time.now() >= waitUntil) {
                return Optional.empty();
            }
            time.pause(POLL);
        }
        Held held = new Held(life, request.name());
        holder = Optional.of(held);
        if (chance.happens(Fault.LEASE_LOST)) {
            time.after(chance.millis(0, 1_500), () -> {
                if (holder.filter(one -> one == held).isPresent()) {
                    flush();
                }
            });
        }
        time.pause(chance.micros(100, 1_000));
        return Optional.of(held);
    }

    private void free(Held held) {
        holder = holder.filter(one -> one != held);
    }

    private final class Held implements Lease {
        private final Life life;
        private final LockName name;
        private final FencingToken token = new FencingToken(++tokens);
        private final List<Runnable> listeners = new ArrayList<>();
        private boolean lost;
        private boolean told;
        private boolean released;

        Held(Life life, LockName name) {
            this.life = life;
            this.name = name;
        }

        void lose() {
            lost = true;
            time.after(chance.millis(0, 1_700), () -> {
                told = true;
                if (!released && !life.isOver()) {
                    listeners.forEach(Runnable::run);
                }
            });
        }

        @Override
        public LockName name() {
            return name;
        }

        @Override
        public FencingToken fencingToken() {
            return token;
        }

        @Override
        public boolean isValid() {
            return !lost && !released;
        }

        @Override
        public void onLost(Runnable listener) {
            if (told) {
                listener.run();
            } else {
                listeners.add(listener);
            }
        }

        @Override
        public Release release() {
            time.pause(chance.micros(100, 1_000));
            released = true;
            free(this);
            return lost ? Release.LOST_BEFORE_RELEASE : Release.RELEASED;
        }

        @Override
        public void close() {
            release();
        }
    }
}
