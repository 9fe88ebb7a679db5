package io.seckill.infra.lock.redis;

import io.seckill.core.lock.LockName;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
 * <p>It only makes waiting shorter. Whoever waits here re-tries at a bounded interval too, so it does no harm when a
 * message is lost, when the subscription fails (by default a client has room for 250), or when a
 * {@code NameMapper} sends it to another channel.
 */
final class WakeUps {
    private static final Logger LOG = LoggerFactory.getLogger(WakeUps.class);

    private final Semaphore heard = new Semaphore(0);
    private final RTopic topic;
    private final CompletableFuture<Integer> subscription;

    WakeUps(RedissonClient client, LockName name) {
        this.topic = topic(client, LockKeys.channel(name));
        this.subscription = topic.addListenerAsync(Long.class, (channel, message) -> heard.release())
                .toCompletableFuture();
        // What was freed before the subscription stood was not heard: look once more as soon as it stands.
        Answers.when(
                subscription,
                id -> heard.release(),
                failure -> LOG.warn("Waiting for lock {} by asking only: the subscription failed", name, failure));
    }

    /** Waits for a message, at most so long; several messages count as one. */
    void await(long nanos) throws InterruptedException {
        if (heard.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            heard.drainPermits();
        }
    }

    void wake() {
        heard.release();
    }

    /** Unsubscribes as soon as the subscription stands; a pending one is not abandoned. */
    void end() {
        Answers.when(
                subscription.thenCompose(topic::removeListenerAsync),
                nothing -> {},
                failure -> LOG.debug("Could not unsubscribe from {}", topic.getChannelNames(), failure));
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
