package io.seckill.infra.lock.redis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.codec.StringCodec;

/** Looks into Redis, and reaches into it, past the provider under test. */
final class RedisEye implements AutoCloseable {
    private final RedissonClient client;

    RedisEye(String address) {
        client = RedissonNode.client(address, RedissonSettings.LEASE_TIME);
    }

    /** How many scripts the server has run; one of these commands is a lock, an unlock, a renewal or a question. */
    long scripts() {
        Map<String, String> stats =
                client.getRedisNodes(RedisNodes.SINGLE).getInstance().info(InfoSection.COMMANDSTATS);
        String evalsha = stats.getOrDefault("cmdstat_evalsha", "calls=0,");
        return Long.parseLong(evalsha.substring("calls=".length(), evalsha.indexOf(',')));
    }

    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        client.getKeys().getKeys().forEach(keys::add);
        return keys;
    }

    /** The channels that somebody listens to. */
    Set<String> channels() {
        List<String> channels = client.getScript(StringCodec.INSTANCE)
                .eval(RScript.Mode.READ_ONLY, "return redis.call('pubsub', 'channels')", RScript.ReturnType.LIST);
        return new TreeSet<>(channels);
    }

    void forgetScripts() {
        client.getScript().scriptFlush();
    }

    void delete(String key) {
        client.getKeys().delete(key);
    }

    void spoil(String key) {
        client.getBucket(key, StringCodec.INSTANCE).set("not a lock");
    }

    void flush() {
        client.getKeys().flushall();
    }

    @Override
    public void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
