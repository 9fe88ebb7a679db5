package io.seckill.infra.lock.database;

import io.seckill.core.lock.LockName;
import io.seckill.testkit.lock.Capability;
import io.seckill.testkit.lock.NodeLauncher;
import io.seckill.testkit.lock.RemoteLockBackend;
import io.seckill.testkit.net.TcpProxy;
import io.seckill.testkit.servers.DatabaseServer;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A database, with one node that reaches it through a proxy. */
final class DatabaseBackend implements RemoteLockBackend, AutoCloseable {
    private final Duration leaseTime;
    private final DatabaseServer server = Servers.startDatabase(ServerKind.chosen());
    private final TcpProxy proxy = TcpProxy.to(server.host(), server.port());
    private final LockDatabase database = LockDatabase.migrated(server);
    private final DatabaseNode node;
    private final Map<LockName, Connection> holders = new ConcurrentHashMap<>();

    DatabaseBackend(Duration leaseTime) {
        this.leaseTime = leaseTime;
        this.node = new DatabaseNode(database.poolBy(proxy), leaseTime);
    }

    /** Rows are there again after a restart, and the database keeps nothing else for us. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.DATA_LOSS, Capability.FORGOTTEN_CACHES));
    }

    @Override
    public DatabaseLockProvider provider() {
        return node.provider();
    }

    @Override
    public void expire(LockName name) {
        database.delete(name);
    }

    @Override
    public Duration leaseTime() {
        return leaseTime;
    }

    @Override
    public void begin(Outage outage) {
        switch (outage) {
            case STOPPED -> server.stop();
            case PAUSED -> server.pause();
            case CUT_OFF -> proxy.stall();
        }
    }

    @Override
    public void end(Outage outage) {
        switch (outage) {
            case STOPPED -> server.start();
            case PAUSED -> server.resume();
            case CUT_OFF -> proxy.resume();
        }
    }

    @Override
    public void loseData() {
        throw new UnsupportedOperationException("a database keeps its rows");
    }

    @Override
    public void forgetCaches() {
        throw new UnsupportedOperationException("a database caches nothing for its clients");
    }

    @Override
    public void breakRenewal(LockName name) {
        holders.put(name, database.hold(name));
    }

    @Override
    public void mendRenewal(LockName name) {
        Connection holder = holders.remove(name);
        if (holder == null) {
            throw new IllegalArgumentException(name + ": its renewal is not broken");
        }
        try {
            holder.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long commands() {
        return database.writes();
    }

    @Override
    public Set<String> remains() {
        return database.held();
    }

    @Override
    public Duration answerBound() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration retryInterval() {
        return DatabaseLeaseStore.RETRY;
    }

    @Override
    public Class<? extends NodeLauncher> launcher() {
        return DatabaseNode.Launcher.class;
    }

    @Override
    public String address() {
        return DatabaseNode.Launcher.address(database.url(), server.user(), server.password(), leaseTime);
    }

    @Override
    public void close() {
        node.close();
        proxy.close();
        server.close();
    }
}
