package io.seckill.infra.lock.redis;

import io.seckill.core.lock.LockName;
import io.seckill.testkit.lock.NodeLauncher;
import io.seckill.testkit.lock.RemoteLockBackend;
import io.seckill.testkit.net.TcpProxy;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.time.Duration;

/** Redis, with one node that reaches it through a proxy, and another client to look behind its back. */
final class RedisBackend implements RemoteLockBackend, AutoCloseable {
    private final Duration leaseTime;
    private final RedisServer redis = Servers.startRedis(ServerKind.chosen());
    private final TcpProxy proxy = TcpProxy.to(redis.host(), redis.port());
    private final RedissonNode node;
    private final RedisEye eye;

    RedisBackend(Duration leaseTime) {
        this.leaseTime = leaseTime;
        this.node = new RedissonNode("redis://" + proxy.host() + ":" + proxy.port(), leaseTime);
        this.eye = new RedisEye(address());
    }

    RedissonNode node() {
        return node;
    }

    RedisEye eye() {
        return eye;
    }

    @Override
    public RedissonLockProvider provider() {
        return node.provider();
    }

    @Override
    public void expire(LockName name) {
        eye.delete(LockKeys.lock(name));
    }

    @Override
    public Duration leaseTime() {
        return leaseTime;
    }

    @Override
    public void begin(Outage outage) {
        switch (outage) {
            case STOPPED -> redis.stop();
            case PAUSED -> redis.pause();
            case CUT_OFF -> proxy.stall();
        }
    }

    @Override
    public void end(Outage outage) {
        switch (outage) {
            case STOPPED -> redis.start();
            case PAUSED -> redis.resume();
            case CUT_OFF -> proxy.resume();
        }
    }

    @Override
    public Duration answerBound() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration retryInterval() {
        return RedissonLeaseStore.RETRY;
    }

    @Override
    public Class<? extends NodeLauncher> launcher() {
        return RedissonNode.Launcher.class;
    }

    @Override
    public String address() {
        return redis.address();
    }

    @Override
    public void close() {
        node.close();
        eye.close();
        proxy.close();
        redis.close();
    }
}
