package io.seckill.infra.lock.redis;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases over Redisson's {@code RLock}, kept alive by its watchdog. Holders of one name never hold it together while Redis
 * keeps its data; a flush, or a failover before the replica had the lock, can let a second one in, and the first is told
 * within a third of the lease time. Data that must not suffer from that checks the {@linkplain Lease#fencingToken() token}.
 *
 * <p>The lease time is the client's {@code lockWatchdogTimeout}: so long others wait for the lock of a holder that was
 * killed. {@link RedissonSettings} has settings that suit.
 *
 * <p><b>Waiting</b> is fair among the threads of one JVM, not between JVMs. A request returns at the latest one second
 * (or one lease time, if that is shorter) after its wait: that is the bound for an answer of Redis. Empty is always an
 * answer of Redis, asked for when the wait was over. A request must not be made on one of Redisson's own threads.
 *
 * <p><b>What Redisson 4.7.0 does, and why it does no harm here</b>
 * <ul>
 *   <li>Its watchdog multiplies its timers each time the last lock is released: one lock is always held ({@link Anchor}).
 *   <li>A loss is silent, and one failing renewal stops its whole batch: each lease asks for itself, keeps a deadline of
 *       its own, and renews when the watchdog is behind ({@link Hold#ask()}).
 *   <li>An unlock that overtakes the acquisition leaves a lock that is renewed for ever: an acquisition is given back
 *       only after its future has completed, and is never abandoned ({@link Strays}).
 *   <li>Ownership goes by thread, and a lost answer may leave a re-entrant hold: every acquisition has an owner id of its
 *       own, and its command is sent at most once.
 *   <li>Its waits are not bounded when Redis is slow, its first connection blocks, and failures come back as "not
 *       acquired": only single attempts are used, asynchronously, by our own deadlines, and a failure stays one.
 *   <li>Waiting costs a subscription per lock and may miss the message: there is one per name and JVM, and a re-try every
 *       {@value #RETRY_MILLIS} ms besides.
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
    static final int RETRY_MILLIS = 200;
    private static final long RETRY_NANOS = Duration.ofMillis(RETRY_MILLIS).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(RedissonLockProvider.class);

    private final RedissonClient client;
    private final LeaseTimes times;
    private final Workers workers = new Workers();
    private final Strays strays;
    private final Anchor anchor;
    private final WaitingLines lines = new WaitingLines();
    private final Set<RedissonLease> leases = ConcurrentHashMap.newKeySet();
    private final RedissonLease.Surroundings surroundings;
    /** Begins at random, so that two providers on one client do not share an owner id. */
    private final AtomicLong owners = new AtomicLong(new SecureRandom().nextLong());

    private volatile boolean closed;

    /**
     * Begins to connect in the background, and neither waits for Redis nor fails without it.
     *
     * @throws IllegalArgumentException if the client's {@code lockWatchdogTimeout} is less than half a second
     */
    public RedissonLockProvider(RedissonClient client, FencingTokens tokens) {
        this.client = client;
        this.times = LeaseTimes.of(Duration.ofMillis(client.getConfig().getLockWatchdogTimeout()));
        this.strays = new Strays(workers, times);
        this.surroundings = new RedissonLease.Surroundings(times, workers, strays, tokens, leases::remove);
        this.anchor = new Anchor(hold(LockKeys.anchor(UUID.randomUUID().toString())), workers, times);
        anchor.start();
    }

    @Override
    public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
        CompletableFuture<Optional<Lease>> answer = new CompletableFuture<>();
        workers.run(() -> {
            try {
                Optional<Lease> lease = tryAcquire(request);
                if (!answer.complete(lease)) {
                    lease.ifPresent(Lease::close);
                }
            } catch (InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** {@inheritDoc} */
    @Override
    public Optional<Lease> tryAcquire(LockRequest request) throws InterruptedException {
        long end = System.nanoTime() + request.maxWait().toNanos();
        if (request.maxWait().isZero()) {
            return attempt(end, request);
        }
        WaitingLine line = lines.join(request.name());
        try {
            if (!line.awaitTurn(end - System.nanoTime())) {
                return attempt(end, request); // the last word is the server's
            }
            try {
                return attemptUntil(end, request, line);
            } finally {
                line.passTurn();
            }
        } finally {
            lines.leave(request.name(), line);
        }
    }

    /**
     * Ends all waiting with a {@link LockMisuseException} and gives back all leases; they are then released, not lost.
     * Waits about two seconds at most for Redis. Repeating it has no effect. Keeps the interrupt flag.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        lines.wakeAll();
        awaitQuietly(leases.stream().map(RedissonLease::releasing).toArray(CompletableFuture<?>[]::new));
        awaitQuietly(anchor.remove());
        workers.close();
    }

    private Optional<Lease> attemptUntil(long end, LockRequest request, WaitingLine line) throws InterruptedException {
        while (true) {
            Optional<Lease> lease = attempt(end, request);
            long left = end - System.nanoTime();
            if (lease.isPresent() || left <= 0) {
                return lease;
            }
            line.wakeUps(() -> new WakeUps(client, request.name())).await(Math.min(left, RETRY_NANOS));
        }
    }

    /**
     * Asks Redis once. Either the caller gets the lease, or whatever comes of the question is given back. The client's
     * first connection, which a cold JVM makes slowly, may use up the whole wait.
     */
    private Optional<Lease> attempt(long end, LockRequest request) throws InterruptedException {
        requireOpen();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        LockName name = request.name();
        Answers.await(anchor.ready(), readyBy(end), name);
        Hold hold = hold(LockKeys.lock(name));
        long sent = System.nanoTime();
        CompletableFuture<Boolean> taken = hold.take();
        boolean ours;
        try {
            ours = Answers.await(taken, sent + times.answer().toNanos(), name);
        } catch (InterruptedException | LockUnavailableException nobodyWaits) {
            strays.giveBackWhenTaken(hold, taken);
            throw nobodyWaits;
        }
        return ours ? Optional.of(lease(request, hold, sent)) : Optional.empty();
    }

    private Lease lease(LockRequest request, Hold hold, long sent) {
        RedissonLease lease = new RedissonLease(request.name(), hold, sent, surroundings);
        leases.add(lease);
        lease.start(request.longestLife().orElse(null));
        if (closed) { // close() may have read the set before this lease was in it
            lease.release();
            requireOpen();
        }
        return lease;
    }

    private long readyBy(long end) {
        long answerBy = answerBy();
        return end - answerBy > 0 ? end : answerBy; // these times may overflow: compare by difference only
    }

    private long answerBy() {
        return System.nanoTime() + times.answer().toNanos();
    }

    private Hold hold(String key) {
        return new Hold(client, key, owners.incrementAndGet(), times.lease().toMillis());
    }

    private void requireOpen() {
        if (closed) {
            throw new LockMisuseException(new LockName("any"), "its provider is closed");
        }
    }

    private void awaitQuietly(CompletableFuture<?>... answers) {
        try {
            Answers.awaitUninterruptibly(CompletableFuture.allOf(answers), answerBy(), new LockName("close"));
        } catch (LockUnavailableException unanswered) {
            LOG.warn("Closed without an answer from Redis; what was held ends with its lease time", unanswered);
        }
    }
}
