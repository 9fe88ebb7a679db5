package io.seckill.infra.lock.redis;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.store.StoredLocks;
import io.seckill.core.schedule.ThreadTimers;
import io.seckill.core.schedule.Timers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.redisson.api.RedissonClient;

/**
 * Leases over Redisson's {@code RLock}, kept alive by its watchdog. Holders of one name never hold it together while Redis
 * keeps its data; a flush, or a failover before the replica had the lock, can let a second one in, and the first is told
 * within a third of the lease time. Data that must not suffer from that checks the {@linkplain Lease#fencingToken() token}.
 *
 * <p>The lease time is the client's {@code lockWatchdogTimeout}: so long others wait for the lock of a holder that was
 * killed. {@link RedissonSettings} has settings that suit.
 *
 * <p>How it waits, and within which bounds it answers, is said at {@link StoredLocks}. A request that blocks must not be
 * made on one of Redisson's own threads.
 *
 * <p><b>What Redisson 4.7.0 does, and why it does no harm here</b>
 * <ul>
 *   <li>Its watchdog multiplies its timers each time the last lock is released: one lock is always held ({@link Anchor}).
 *   <li>A loss is silent, and one failing renewal stops its whole batch: each lease asks for itself, keeps a deadline of
 *       its own, and renews when the watchdog is behind ({@link RedissonClaim#prove()}).
 *   <li>An unlock that overtakes the acquisition leaves a lock that is renewed for ever: an acquisition is given back
 *       only after its future has completed, and is never abandoned.
 *   <li>Ownership goes by thread, and a lost answer may leave a re-entrant hold: every acquisition has an owner id of its
 *       own, and its command is sent at most once.
 *   <li>Its waits are not bounded when Redis is slow, its first connection blocks, and failures come back as "not
 *       acquired": only single attempts are used, asynchronously, by our own deadlines, and a failure stays one.
 *   <li>Waiting costs a subscription per lock and may miss the message: there is one per name and JVM, and a re-try every
 *       200 ms besides.
 *   <li>Its times go by the wall clock: none of them is used; ours go by the monotonic one.
 *   <li>{@code RLock} carries state of its lease: each acquisition has one of its own. {@code RFencedLock}, {@code
 *       FairLock}, {@code MultiLock} and {@code RedLock} are not used.
 *   <li>With replicas each command waits for them up to {@code slavesSyncTimeout}, and it is no quorum all the same:
 *       set it low, and let tokens decide.
 * </ul>
 *
 * <p>Safe for use by many threads. The client is the caller's, and is to be closed after this provider.
 */
public final class RedissonLockProvider implements LockProvider, AutoCloseable {
    private final StoredLocks locks;

    /**
     * Begins to connect in the background, and neither waits for Redis nor fails without it.
     *
     * @throws IllegalArgumentException if the client's {@code lockWatchdogTimeout} is less than half a second or more than an hour
     */
    public RedissonLockProvider(RedissonClient client, FencingTokens tokens) {
        Timers timers = new ThreadTimers("seckill-lock", StoredLocks.WORKERS);
        this.locks = new StoredLocks(new RedissonLeaseStore(client, timers), tokens, timers);
    }

    @Override
    public Optional<Lease> tryAcquire(LockRequest request) throws InterruptedException {
        return locks.tryAcquire(request);
    }

    @Override
    public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
        return locks.tryAcquireAsync(request);
    }

    /**
     * Ends all waiting with a {@link LockMisuseException} and gives back all leases; they are then released, not lost.
     * Waits about three seconds at most for Redis. Repeating it has no effect. Keeps the interrupt flag.
     */
    @Override
    public void close() {
        locks.close();
    }
}
