package io.seckill.infra.lock.redis;

import io.seckill.testkit.lock.LockNode;
import io.seckill.testkit.lock.NodeLauncher;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** A provider and its tokens, with a client of their own, set up as {@link RedissonSettings} says. */
final class RedissonNode implements LockNode {
    /** The process that is started by the contract suite makes its nodes with this. */
    public static final class Launcher implements NodeLauncher {
        private static final String SEPARATOR = "|";

        static String address(String server, Duration leaseTime) {
            return String.join(SEPARATOR, server, leaseTime.toString());
        }

        @Override
        public LockNode launch(String address) {
            String[] parts = address.split(Pattern.quote(SEPARATOR), 2);
            return new RedissonNode(parts[0], Duration.parse(parts[1]));
        }
    }

    private final RedissonClient client;
    private final RedissonLockProvider provider;

    RedissonNode(String address, Duration leaseTime) {
        client = client(address, leaseTime);
        provider = new RedissonLockProvider(client, new RedissonFencingTokens(client));
    }

    static RedissonClient client(String address, Duration leaseTime) {
        Config config = new Config();
        config.useSingleServer()
                .setAddress(address)
                .setConnectionMinimumIdleSize(4)
                .setConnectionPoolSize(32);
        RedissonSettings.applyTo(config);
        config.setLockWatchdogTimeout(leaseTime.toMillis());
        return Redisson.create(config);
    }

    RedissonClient client() {
        return client;
    }

    @Override
    public RedissonLockProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        provider.close();
        client.shutdown(0, 2, TimeUnit.SECONDS); // by itself it waits 10 s for what an outage left behind
    }
}
