package io.seckill.infra.lock.redis;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.store.LeaseStore.Subscription;
import io.seckill.core.schedule.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.redisson.Redisson;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.LongCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears that a lock was freed, on the channel that Redisson's own waiters use. One subscription per name and JVM, for
 * while somebody waits.
 *
 * <p>It only makes waiting shorter, so it does no harm when a message is lost, when the subscription fails (by default a
 * client has room for 250), or when a {@code NameMapper} sends it to another channel.
 */
final class WakeUps implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(WakeUps.class);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final LockName name;
    private final Runnable freed;
    private final Timers timers;
    private final RTopic topic;
    private volatile CompletableFuture<Integer> subscription;
    private volatile boolean ended;

    WakeUps(RedissonClient client, LockName name, Runnable freed, Timers timers) {
        this.name = name;
        this.freed = freed;
        this.timers = timers;
        this.topic = topic(client, LockKeys.channel(name));
        this.subscription = subscribe();
        watch();
    }

    private void watch() {
        CompletableFuture<?> unused = subscription.whenComplete((id, failure) -> {
            if (failure == null) {
                freed.run(); // what was freed before the subscription stood was not heard: look once more
            } else if (!ended) {
                LOG.warn("Waiting for lock {} by asking only, for now: the subscription failed", name, failure);
                Future<?> unusedToo = timers.after(AGAIN, this::subscribeAgain);
            }
        });
    }

    private synchronized void subscribeAgain() {
        if (!ended) {
            subscription = subscribe();
            watch();
        }
    }

    /** Unsubscribes as soon as the subscription stands; a pending one is not abandoned. */
    @Override
    public synchronized void end() {
        ended = true;
        CompletableFuture<?> unused = subscription
                .thenCompose(topic::removeListenerAsync)
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        LOG.debug("Could not unsubscribe from {}", topic.getChannelNames(), failure);
                    }
                });
    }

    private CompletableFuture<Integer> subscribe() {
        try {
            return topic.addListenerAsync(Long.class, (channel, message) -> freed.run())
                    .toCompletableFuture();
        } catch (RuntimeException refused) { // by a client that was shut down
            return CompletableFuture.failedFuture(refused);
        }
    }

    /**
     * In a cluster whose servers can, from Redis 7 on, Redisson publishes to the shard's own channel; it asked them when
     * it connected. Older ones do not know the command to listen there.
     */
    private static RTopic topic(RedissonClient client, String channel) {
        boolean sharded = client instanceof Redisson redisson
                && redisson.getCommandExecutor()
                        .getConnectionManager()
                        .getSubscribeService()
                        .isShardingSupported();
        return sharded
                ? client.getShardedTopic(channel, LongCodec.INSTANCE)
                : client.getTopic(channel, LongCodec.INSTANCE);
    }
}
