package io.seckill.infra.lock.redis;

import io.seckill.core.lock.LockName;
import io.seckill.testkit.lock.HeardLog;
import io.seckill.testkit.lock.NodeLauncher;
import io.seckill.testkit.lock.RemoteLockBackend;
import io.seckill.testkit.net.TcpProxy;
import io.seckill.testkit.servers.RedisServer;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.time.Duration;
import java.util.Set;

/** Redis, which its nodes take their tokens from too, with one node that reaches it through a proxy, and another client to look behind its back. */
final class RedisBackend implements RemoteLockBackend, AutoCloseable {
    private final Duration leaseTime;
    private final RedisServer redis = Servers.startRedis(ServerKind.chosen());
    private final TcpProxy proxy = TcpProxy.to(redis.host(), redis.port());
    private final RedissonNode node;
    private final RedisEye eye;

    RedisBackend(Duration leaseTime) {
        this.leaseTime = leaseTime;
        this.node = new RedissonNode("redis://" + proxy.host() + ":" + proxy.port(), leaseTime);
        this.eye = new RedisEye(redis.address());
    }

    RedissonNode node() {
        return node;
    }

    RedisEye eye() {
        return eye;
    }

    /** A node whose client reaches the server without the proxy. */
    RedissonNode direct() {
        return new RedissonNode(redis.address(), leaseTime);
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
    public void loseData() {
        eye.flush();
    }

    @Override
    public void forgetCaches() {
        eye.forgetScripts();
    }

    @Override
    public void breakRenewal(LockName name) {
        eye.spoil(LockKeys.lock(name));
    }

    @Override
    public void mendRenewal(LockName name) {
        eye.delete(LockKeys.lock(name));
    }

    @Override
    public long commands() {
        return eye.scripts();
    }

    @Override
    public Set<String> remains() {
        Set<String> remains = eye.keys();
        remains.addAll(eye.channels());
        return remains;
    }

    @Override
    public HeardLog listen() {
        return new HeardLogback();
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
        return RedissonNode.Launcher.address(redis.address(), leaseTime);
    }

    @Override
    public void close() {
        node.close();
        eye.close();
        proxy.close();
        redis.close();
    }
}
