package io.seckill.infra.lock;

import java.time.Duration;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.EqualJitterDelay;

/**
 * Settings under which a Redisson client starts without Redis, fails a call within about a second while Redis is
 * stopped, frozen or cut off, and is back soon after it is.
 *
 * <p>Redisson's own defaults answer some 10 s after Redis is gone, renew a lock that nobody can take over for 30 s, and
 * refuse to start without Redis. Safe for use by many threads; stateless.
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

    private RedissonSettings() {}

    /**
     * Changes the configuration in place; servers, credentials, pool sizes and whatever else is not named above stay as
     * they are. To be called after the servers were configured and before the client is created.
     *
     * <p>A command that finds no connection is given up after (attempts + 1) x 200 ms = 600 ms; one that was sent and
     * not answered after 500 ms (a lock's commands are never sent twice) or, if it may be repeated, after 1.9 s.
     *
     * @throws IllegalArgumentException if no servers are configured
     */
    public static void applyTo(Config config) {
        config.setLazyInitialization(true);
        config.setLockWatchdogTimeout(LEASE_TIME.toMillis());
        config.setSlavesSyncTimeout(REPLICA_MILLIS);
        config.setCheckLockSyncedSlaves(false);
        applyTo(servers(config));
    }

    private static void applyTo(BaseConfig<?> servers) {
        servers.setTimeout(ANSWER_MILLIS);
        servers.setConnectTimeout(CONNECT_MILLIS);
        servers.setSubscriptionTimeout(SUBSCRIBE_MILLIS);
        servers.setPingConnectionInterval(PING_MILLIS);
        servers.setRetryAttempts(ATTEMPTS);
        servers.setRetryDelay(new ConstantDelay(BETWEEN_ATTEMPTS));
        servers.setReconnectionDelay(new EqualJitterDelay(FIRST_RECONNECT, LAST_RECONNECT));
    }

    private static BaseConfig<?> servers(Config config) {
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
