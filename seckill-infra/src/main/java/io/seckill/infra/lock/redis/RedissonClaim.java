package io.seckill.infra.lock.redis;

import io.seckill.core.lock.store.LeaseStore.Claim;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.redisson.api.RFuture;
import org.redisson.api.RLock;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.WriteRedisConnectionException;
import org.redisson.client.codec.StringCodec;

/**
 * One acquisition as Redis knows it: a key, and an owner id that no other acquisition ever has. With an id of its own,
 * threads do not matter, a lock is never entered twice by accident, and giving back can hit nobody else.
 *
 * <p>Nothing here blocks once the client has been connected, and nothing throws: every failure is in the future. The
 * {@code RLock} is not shared with any other acquisition, because it carries state of its lease. Safe for use by many
 * threads.
 */
final class RedissonClaim implements Claim {
    /**
     * Redisson's watchdog renews at a third of the lease, so at least two thirds are left when it works. Below three
     * fifths this script renews in its place: one failing name stops the watchdog's whole batch (and in a cluster the
     * batches of all later slots), and a lease must not be lost by another one's failure.
     */
    private static final String PROVE = """
            if redis.call('type', KEYS[1]).ok ~= 'hash' or redis.call('hexists', KEYS[1], ARGV[1]) == 0 then
                return -1
            end
            local left = redis.call('pttl', KEYS[1])
            if left < ARGV[2] * 3 / 5 then
                redis.call('pexpire', KEYS[1], ARGV[2])
                return tonumber(ARGV[2])
            end
            return left
            """;

    private final RLock lock;
    private final RScript scripts;
    private final String key;
    private final long owner;
    private final String ownersField;
    private final String leaseMillis;

    RedissonClaim(RedissonClient client, String key, long owner, long leaseMillis) {
        this.lock = client.getLock(key);
        this.scripts = client.getScript(StringCodec.INSTANCE);
        this.key = key;
        this.owner = owner;
        this.ownersField = client.getId() + ":" + owner;
        this.leaseMillis = Long.toString(leaseMillis);
    }

    /** {@inheritDoc} On success the watchdog has been told to renew it before the future completes. */
    @Override
    public CompletableFuture<Boolean> take() {
        return call(() -> lock.tryLockAsync(owner));
    }

    @Override
    public CompletableFuture<Long> prove() {
        return call(() -> scripts.evalAsync(
                key, RScript.Mode.READ_WRITE, PROVE, RScript.ReturnType.LONG, List.of(key), ownersField, leaseMillis));
    }

    /** {@inheritDoc} The renewal ends also when the server answers with an error. */
    @Override
    public CompletableFuture<Boolean> giveBack() {
        return call(() -> lock.unlockAsync(owner)).handle((nothing, failure) -> {
            if (failure == null) {
                return true;
            }
            if (cause(failure) instanceof IllegalMonitorStateException) {
                return false;
            }
            throw new CompletionException(cause(failure));
        });
    }

    /** A command that never had a connection cannot have taken anything; a wrong guess costs one lease time. */
    @Override
    public boolean mayHaveTaken(Throwable failure) {
        boolean neverConnected =
                failure instanceof RedisConnectionException && !(failure instanceof WriteRedisConnectionException);
        return !neverConnected && failure.getClass() != RedisTimeoutException.class;
    }

    /** Removes the key and its renewal, however often it was taken. Only for a key that no other process knows. */
    CompletableFuture<Boolean> remove() {
        return call(lock::forceUnlockAsync);
    }

    @Override
    public String toString() {
        return key;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private static <T> CompletableFuture<T> call(Supplier<RFuture<T>> command) {
        try {
            return command.get().toCompletableFuture();
        } catch (RuntimeException refused) {
            // A client that was shut down throws here and now instead of failing the future.
            return CompletableFuture.failedFuture(refused);
        }
    }
}
