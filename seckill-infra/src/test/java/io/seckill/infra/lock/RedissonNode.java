package io.seckill.infra.lock;

import io.seckill.core.lock.FencingTokens;
import io.seckill.testkit.lock.InMemoryFencingTokens;
import io.seckill.testkit.lock.LockNode;
import io.seckill.testkit.lock.NodeLauncher;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** A provider with a client of its own, set up as {@link RedissonSettings} says. */
final class RedissonNode implements LockNode {
    /** The process that is started by the contract suite makes its nodes with this. */
    public static final class Launcher implements NodeLauncher {
        @Override
        public LockNode launch(String address) {
            return new RedissonNode(address, new InMemoryFencingTokens());
        }
    }

    private final RedissonClient client;
    private final RedissonLockProvider provider;

    RedissonNode(String address, FencingTokens tokens) {
        client = client(address);
        provider = new RedissonLockProvider(client, tokens);
    }

    static RedissonClient client(String address) {
        Config config = new Config();
        config.useSingleServer()
                .setAddress(address)
                .setConnectionMinimumIdleSize(4)
                .setConnectionPoolSize(32);
        RedissonSettings.applyTo(config);
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
        client.shutdown();
    }
}
