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
        return calls("evalsha");
    }

    /** How many times somebody began to listen to a channel. */
    long subscriptions() {
        return calls("subscribe");
    }

    private long calls(String command) {
        Map<String, String> stats =
                client.getRedisNodes(RedisNodes.SINGLE).getInstance().info(InfoSection.COMMANDSTATS);
        String calls = stats.getOrDefault("cmdstat_" + command, "calls=0,");
        return Long.parseLong(calls.substring("calls=".length(), calls.indexOf(',')));
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

    /** How many connections listen to the channel. */
    long listeners(String channel) {
        List<Object> counted = client.getScript(StringCodec.INSTANCE)
                .eval(
                        RScript.Mode.READ_ONLY,
                        "return redis.call('pubsub', 'numsub', ARGV[1])",
                        RScript.ReturnType.LIST,
                        List.of(),
                        channel);
        return Long.parseLong(counted.get(1).toString());
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
