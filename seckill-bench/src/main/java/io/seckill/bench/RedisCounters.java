package io.seckill.bench;

import java.util.HashMap;
import java.util.Map;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.codec.StringCodec;

/** What Redis itself counts. */
final class RedisCounters implements AutoCloseable {
    private static final String COMMAND = "cmdstat_";
    private static final String SUBSCRIPTIONS = """
            local all = redis.call('pubsub', 'numpat')
            for _, channel in ipairs(redis.call('pubsub', 'channels')) do
                all = all + redis.call('pubsub', 'numsub', channel)[2]
            end
            return all
            """;

    private final RedissonClient client;

    RedisCounters(Backends backends) {
        this.client = RedisClients.connect(backends.redis());
    }

    /**
     * Commands since the server started, but for {@code INFO}.
     *
     * @param scripts that clients asked for
     * @param all with those that scripts called
     */
    record Commands(long scripts, long all) {
        Commands since(Commands earlier) {
            return new Commands(scripts - earlier.scripts, all - earlier.all);
        }
    }

    Commands commands() {
        Map<String, Long> calls = new HashMap<>();
        client.getRedisNodes(RedisNodes.SINGLE)
                .getInstance()
                .info(InfoSection.COMMANDSTATS)
                .forEach((name, text) -> calls.put(name.substring(COMMAND.length()), calls(text)));
        calls.remove("info");
        long scripts = calls.getOrDefault("eval", 0L) + calls.getOrDefault("evalsha", 0L);
        return new Commands(
                scripts, calls.values().stream().mapToLong(Long::longValue).sum());
    }

    /** Of all clients, to channels and to patterns. */
    long subscriptions() {
        return client.getScript(StringCodec.INSTANCE)
                .<Long>eval(RScript.Mode.READ_ONLY, SUBSCRIPTIONS, RScript.ReturnType.LONG);
    }

    void ping() {
        client.getRedisNodes(RedisNodes.SINGLE).getInstance().ping();
    }

    private static long calls(String text) {
        return Long.parseLong(text.substring("calls=".length(), text.indexOf(',')));
    }

    @Override
    public void close() {
        RedisClients.close(client);
    }
}
