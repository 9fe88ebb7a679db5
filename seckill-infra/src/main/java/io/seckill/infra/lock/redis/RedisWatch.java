package io.seckill.infra.lock.redis;

import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Asks Redis every few seconds whether it is there, and says so when that changes. Nothing depends on it but what people
 * are told. Safe for use by many threads.
 */
public final class RedisWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RedisWatch.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** What was found. */
    public enum Presence {
        UNKNOWN,
        THERE,
        AWAY
    }

    private final RedissonClient client;
    private final Scheduler scheduler;
    private volatile Presence presence = Presence.UNKNOWN;
    private volatile boolean closed;

    /** Begins to ask. */
    RedisWatch(RedissonClient client, Scheduler scheduler) {
        this.client = client;
        this.scheduler = scheduler;
        scheduler.block(this::ask);
    }

    public Presence presence() {
        return presence;
    }

    private void ask() {
        if (closed) {
            return;
        }
        try {
            var unused =
                    client.getBucket("seckill:watch", ByteArrayCodec.INSTANCE).isExists();
            tell(Presence.THERE, "");
        } catch (RuntimeException e) {
            tell(Presence.AWAY, String.valueOf(e.getMessage()));
        } finally {
            scheduler.after(EVERY, () -> scheduler.block(this::ask));
        }
    }

    private void tell(Presence found, String reason) {
        if (closed || found == presence) {
            return;
        }
        if (found == Presence.AWAY) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Redis does not answer, so the sales go on without it: a desk stays where it is, and without one each"
                            + " node commits its own batches ({0})",
                    reason);
        } else {
            LOG.log(System.Logger.Level.INFO, "Redis answers");
        }
        presence = found;
    }

    /** Asks no more. */
    @Override
    public void close() {
        closed = true;
    }
}
