package io.seckill.infra.lock.redis;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.store.LeaseStore;
import io.seckill.core.schedule.Timers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.redisson.api.RedissonClient;

/** Locks in Redis, kept alive by Redisson's watchdog. Safe for use by many threads. */
final class RedissonLeaseStore implements LeaseStore {
    static final Duration RETRY = Duration.ofMillis(200);

    private final RedissonClient client;
    private final Timers timers;
    private final Duration leaseTime;
    private final Anchor anchor;
    /** Begins at random, so that two providers on one client do not share an owner id. */
    private final AtomicLong owners = new AtomicLong(new SecureRandom().nextLong());

    /**
     * Begins to connect in the background.
     *
     * @throws IllegalArgumentException if the client's {@code lockWatchdogTimeout} is too short or too long
     */
    RedissonLeaseStore(RedissonClient client, Timers timers) {
        this.client = client;
        this.timers = timers;
        this.leaseTime = Duration.ofMillis(client.getConfig().getLockWatchdogTimeout());
        if (leaseTime.compareTo(SHORTEST_LEASE) < 0 || leaseTime.compareTo(LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException("lockWatchdogTimeout: must be from " + SHORTEST_LEASE + " to "
                    + LONGEST_LEASE + ", but is " + leaseTime);
        }
        this.anchor = new Anchor(claim(LockKeys.anchor(UUID.randomUUID().toString())), timers, leaseTime.dividedBy(3));
        anchor.start();
    }

    @Override
    public String title() {
        return "Redis";
    }

    @Override
    public Duration leaseTime() {
        return leaseTime;
    }

    @Override
    public Duration retryInterval() {
        return RETRY;
    }

    @Override
    public CompletableFuture<Void> ready() {
        return anchor.ready();
    }

    @Override
    public Claim claim(LockName name) {
        return claim(LockKeys.lock(name));
    }

    @Override
    public Subscription listen(LockName name, Runnable freed) {
        return new WakeUps(client, name, freed, timers);
    }

    @Override
    public CompletableFuture<Boolean> end() {
        return anchor.remove();
    }

    private RedissonClaim claim(String key) {
        return new RedissonClaim(client, key, owners.incrementAndGet(), leaseTime.toMillis());
    }
}
