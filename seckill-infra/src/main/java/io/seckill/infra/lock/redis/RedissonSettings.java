package io.seckill.infra.lock.redis;

import java.time.Duration;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.DelayStrategy;
import org.redisson.config.EqualJitterDelay;

/**
 * Settings under which a Redisson client starts without Redis, fails a call within about a second while Redis is
 * stopped, frozen or cut off, and is back soon after it is.
 *
 * <p>Redisson's own defaults answer some 10 s after Redis is gone, renew a lock that nobody can take over for 30 s, and
 * refuse to start without Redis. Whoever sets another value than Redisson's own default keeps it; a value that is that
 * default cannot be told from one that nobody set. Safe for use by many threads; stateless.
 */
public final class RedissonSettings {
    /** How long others wait for a lock whose holder was killed: the client's {@code lockWatchdogTimeout}. */
    public static final Duration LEASE_TIME = Duration.ofSeconds(5);

    private static final int ANSWER_MILLIS = 500;
    private static final int CONNECT_MILLIS = 500;
    private static final int SUBSCRIBE_MILLIS = 1_000;
    /** A dead connection that nobody reset is noticed after this and thrown away. */
    private static final int PING_MILLIS = 3_000;

    private static final int ATTEMPTS = 2;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final Duration FIRST_RECONNECT = Duration.ofMillis(100);
    private static final Duration LAST_RECONNECT = Duration.ofMillis(500);
    /** Locks in replicated set-ups wait this long for replicas; what a failover can lose, the fencing token catches. */
    private static final long REPLICA_MILLIS = 100;

    private static final Config REDISSONS = new Config();
    private static final BaseConfig<?> REDISSONS_SERVERS = new Config().useSingleServer();

    private RedissonSettings() {}

    /**
     * Changes the configuration in place: lazy initialization, the time of leases, and how long commands, connecting and
     * subscribing may take and are repeated. Those times that differ from Redisson's defaults were set by somebody and
     * stay, as do servers, credentials, pool sizes and whatever else is not named here. To be called after the servers were
     * configured and before the client is created.
     *
     * <p>Where nobody set them, a command that finds no connection is given up after (attempts + 1) x 200 ms = 600 ms; one
     * that was sent and not answered after 500 ms (a lock's commands are never sent twice) or, if it may be repeated, after
     * 1.9 s.
     *
     * @throws IllegalArgumentException if no servers are configured
     */
    public static void applyTo(Config config) {
        config.setLazyInitialization(true);
        config.setCheckLockSyncedSlaves(false);
        if (config.getLockWatchdogTimeout() == REDISSONS.getLockWatchdogTimeout()) {
            config.setLockWatchdogTimeout(LEASE_TIME.toMillis());
        }
        if (config.getSlavesSyncTimeout() == REDISSONS.getSlavesSyncTimeout()) {
            config.setSlavesSyncTimeout(REPLICA_MILLIS);
        }
        applyTo(servers(config));
    }

    private static void applyTo(BaseConfig<?> servers) {
        unlessSet(servers, BaseConfig::getTimeout, BaseConfig::setTimeout, ANSWER_MILLIS);
        unlessSet(servers, BaseConfig::getConnectTimeout, BaseConfig::setConnectTimeout, CONNECT_MILLIS);
        unlessSet(servers, BaseConfig::getSubscriptionTimeout, BaseConfig::setSubscriptionTimeout, SUBSCRIBE_MILLIS);
        unlessSet(servers, BaseConfig::getPingConnectionInterval, BaseConfig::setPingConnectionInterval, PING_MILLIS);
        unlessSet(servers, BaseConfig::getRetryAttempts, BaseConfig::setRetryAttempts, ATTEMPTS);
        if (isSame(servers.getRetryDelay(), REDISSONS_SERVERS.getRetryDelay())) {
            servers.setRetryDelay(new ConstantDelay(BETWEEN_ATTEMPTS));
        }
        if (isSame(servers.getReconnectionDelay(), REDISSONS_SERVERS.getReconnectionDelay())) {
            servers.setReconnectionDelay(new EqualJitterDelay(FIRST_RECONNECT, LAST_RECONNECT));
        }
    }

    private static void unlessSet(
            BaseConfig<?> servers, ToIntFunction<BaseConfig<?>> get, ObjIntConsumer<BaseConfig<?>> set, int value) {
        if (get.applyAsInt(servers) == get.applyAsInt(REDISSONS_SERVERS)) {
            set.accept(servers, value);
        }
    }

    private static boolean isSame(DelayStrategy one, DelayStrategy other) {
        return one instanceof EqualJitterDelay delay
                && other instanceof EqualJitterDelay redissons
                && delay.getBaseDelay().equals(redissons.getBaseDelay())
                && delay.getMaxDelay().equals(redissons.getMaxDelay());
    }

    /** @throws IllegalArgumentException if no servers are configured */
    static BaseConfig<?> servers(Config config) {
        if (config.isSingleConfig()) {
            return config.useSingleServer();
        }
        if (config.isClusterConfig()) {
            return config.useClusterServers();
        }
        if (config.isSentinelConfig()) {
            return config.useSentinelServers();
        }
        // The other two kinds cannot be asked for; each refuses to be used when another one is configured.
        try {
            return config.useReplicatedServers();
        } catch (IllegalStateException other) {
            return config.useMasterSlaveServers();
        }
    }
}
