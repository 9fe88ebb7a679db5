package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.lock.Release;
import io.seckill.testkit.lock.RemoteLockBackend.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes of requests and leases when the server is away, or forgets. Cases 8, 9, 13, 19, 20, 24 and 26 to 28. */
abstract class OutageContract extends LockProviderContract {
    static final Duration RECOVERY = Duration.ofSeconds(15);

    OutageContract() {}

    @Override
    protected abstract RemoteLockBackend backend();

    /** Case 8. */
    @ParameterizedTest
    @EnumSource
    void withoutTheServerTheWaitIsStillABoundAndTheAnswerIsNotEmpty(Outage outage) throws Exception {
        acquired(someName()).close();
        backend().begin(outage);
        try {
            for (Duration wait : List.of(Duration.ZERO, Duration.ofMillis(300), Duration.ofSeconds(1))) {
                assertUnavailable(LockRequest.of(someName()).waiting(wait));
            }
        } finally {
            backend().end(outage);
        }
        assertRecovers();
    }

    /** Case 8. */
    @ParameterizedTest
    @EnumSource
    void whoWaitsWhenTheServerGoesIsToldByTheEndOfTheWait(Outage outage) throws Exception {
        LockName name = someName();
        Lease held = acquired(name, RECOVERY);
        LockRequest request = LockRequest.of(name).waiting(Duration.ofSeconds(1));
        try {
            CompletableFuture<LockRequest> first = assertingUnavailable(request);
            CompletableFuture<LockRequest> behind = assertingUnavailable(request);
            pass(backend().retryInterval());
            backend().begin(outage);
            within(LONG_WAIT, first);
            within(LONG_WAIT, behind);
        } finally {
            backend().end(outage);
        }
        held.close();
        assertRecovers();
    }

    /** Case 9. */
    @Test
    void aLostWakeUpDelaysAWaiterByTheRetryIntervalNotByTheLease() throws Exception {
        LockName name = someName();
        acquired(name);
        CompletableFuture<Lease> waiter = async(() -> acquired(name, Duration.ofMinutes(1)));
        pass(backend().retryInterval().multipliedBy(2));

        long start = System.nanoTime();
        backend().expire(name);
        Lease lease = within(LONG_WAIT, waiter);

        assertThat(since(start)).isLessThan(backend().retryInterval().plus(SLACK));
        lease.close();
    }

    /** Case 13. */
    @Test
    void aReleaseWhoseAnswerIsLostIsUnknownAndTheLockIsFreeWithinTheLease() throws Exception {
        LockName name = someName();
        try (LockNode other = connectedNode()) {
            Lease lease = acquired(name, RECOVERY);
            backend().begin(Outage.CUT_OFF);
            try {
                Thread.currentThread().interrupt();
                long start = System.nanoTime();
                Release release = lease.release();
                assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
                assertThat(release).isEqualTo(Release.UNKNOWN);
                assertThat(since(start)).isLessThan(backend().answerBound().plus(SLACK));
                assertThat(lease.isValid()).isFalse();
                assertThat(lease.release()).isEqualTo(Release.ALREADY_RELEASED);

                acquiredBy(other, name).close();
                assertThat(since(start)).isLessThan(backend().leaseTime().plus(SLACK));
            } finally {
                backend().end(Outage.CUT_OFF);
            }
        }
        assertRecovers();
    }

    /** Case 13. */
    @Test
    void aBodysOwnExceptionSurvivesALostAnswerToTheRelease() throws Exception {
        IllegalStateException own = new IllegalStateException("the body's own");
        try {
            assertThatThrownBy(() -> backend()
                            .provider()
                            .withLock(LockRequest.of(someName()).waiting(RECOVERY), lease -> {
                                backend().begin(Outage.CUT_OFF);
                                throw own;
                            }))
                    .isSameAs(own)
                    .hasNoSuppressedExceptions();
        } finally {
            backend().end(Outage.CUT_OFF);
        }
        assertRecovers();
    }

    /** Case 19. */
    @ParameterizedTest
    @EnumSource
    void aLeaseThatCannotBeRenewedIsLostAtItsDeadlineWithoutTheServer(Outage outage) throws Exception {
        Lease lease = acquired(someName(), RECOVERY);
        CompletableFuture<Thread> lost = lossOf(lease);
        backend().begin(outage);
        try {
            within(backend().leaseTime().plus(SLACK), lost);
            assertThat(lease.isValid()).isFalse();
            assertThat(lease.release()).isEqualTo(Release.LOST_BEFORE_RELEASE);
        } finally {
            backend().end(outage);
        }
        assertRecovers();
    }

    /** Case 20. */
    @Test
    @Needs(Capability.BROKEN_RENEWAL)
    void oneNameThatCannotBeRenewedDoesNotStopTheOthers() throws Exception {
        Lease before = acquired(someName());
        Lease broken = acquired(someName());
        Lease after = acquired(someName());
        CompletableFuture<Thread> lost = lossOf(broken);
        backend().breakRenewal(broken.name());
        try {
            within(backend().leaseTime().plus(SLACK), lost);
            pass(backend().leaseTime().multipliedBy(2));
            assertThat(broken.isValid()).isFalse();
            assertThat(before.release()).isEqualTo(Release.RELEASED);
            assertThat(after.release()).isEqualTo(Release.RELEASED);
        } finally {
            backend().mendRenewal(broken.name());
        }
    }

    /** Case 24. A failover that lost the last write is the same to a token, and loses less. */
    @Test
    @Needs(Capability.DATA_LOSS)
    void tokensGrowAlthoughTheServerLostItsData() throws Exception {
        LockName name = someName();
        long last = 0;
        for (int i = 0; i < 5; i++) {
            Lease lease = acquired(name, RECOVERY);
            long token = lease.fencingToken().value();
            assertThat(token).isGreaterThan(last);
            last = token;
            backend().loseData();
            assertThat(lease.release()).isEqualTo(Release.LOST_BEFORE_RELEASE);
        }
    }

    /** Case 18, for all leases at once. */
    @Test
    @Needs(Capability.DATA_LOSS)
    void holdersAreToldThatTheServerLostItsData() throws Exception {
        List<Lease> leases = List.of(acquired(someName()), acquired(someName()), acquired(someName()));
        List<CompletableFuture<Thread>> lost =
                leases.stream().map(LockContract::lossOf).toList();
        long start = System.nanoTime();
        backend().loseData();
        for (CompletableFuture<Thread> each : lost) {
            within(backend().leaseTime().dividedBy(3).plus(SLACK).minus(since(start)), each);
        }
        assertThat(leases).noneMatch(Lease::isValid);
    }

    /** Case 26: the bound is a third of the lease, as for every loss. */
    @Test
    @Needs(Capability.RESTART)
    void aRestartWhileHeldLeavesNoTwoValidLeasesBeyondTheBound() throws Exception {
        LockName name = someName();
        try (LockNode other = connectedNode()) {
            Lease first = acquired(name, RECOVERY);
            backend().begin(Outage.STOPPED);
            backend().end(Outage.STOPPED);
            Optional<Lease> second = whenBack(
                    other.provider(),
                    LockRequest.of(name).waiting(backend().leaseTime().multipliedBy(2)));
            if (second.isPresent()) {
                await(
                        () -> !first.isValid() || !second.get().isValid(),
                        backend().leaseTime().dividedBy(3).plus(SLACK));
                second.get().close();
            } else {
                assertThat(first.isValid())
                        .as("the one that others are refused for")
                        .isTrue();
            }
            first.close();
        }
        assertRecovers();
    }

    /** Case 27. */
    @Test
    void aHolderThatIsCutOffIsInvalidBeforeAnotherCanAcquire() throws Exception {
        LockName name = someName();
        try (LockNode other = connectedNode()) {
            Lease first = acquired(name, RECOVERY);
            CompletableFuture<Thread> lost = lossOf(first);
            Lease second;
            backend().begin(Outage.CUT_OFF);
            try {
                second = acquiredBy(other, name);
                assertThat(first.isValid()).isFalse();
                within(SOON.plus(SLACK), lost);
            } finally {
                backend().end(Outage.CUT_OFF);
            }
            assertThat(first.release()).isEqualTo(Release.LOST_BEFORE_RELEASE);
            pass(backend().leaseTime());
            assertThat(second.isValid()).isTrue();
            assertThat(second.release()).isEqualTo(Release.RELEASED);
        }
        assertRecovers();
    }

    /**
     * Case 28, what the server forgets. That a jump of the wall clock has no effect cannot be seen from here; an adapter
     * shows it by a rule that its classes read no wall clock.
     */
    @Test
    @Needs(Capability.FORGOTTEN_CACHES)
    void whatTheServerForgetsForItsClientsHasNoEffect() throws Exception {
        LockName name = someName();
        Lease lease = acquired(name);
        CompletableFuture<Optional<Lease>> waiter = acquiring(name);
        for (int i = 0; i < 8; i++) {
            backend().forgetCaches();
            pass(backend().leaseTime().dividedBy(4));
            assertThat(lease.isValid()).isTrue();
        }
        backend().forgetCaches();
        assertThat(lease.fencingToken().value()).isPositive();
        backend().forgetCaches();
        assertThat(lease.release()).isEqualTo(Release.RELEASED);
        within(soonerThanTheLease(), waiter).orElseThrow().close();
        backend().forgetCaches();
        acquired(name).close();
    }

    /** A further node that has asked once, for a first connection takes its time. */
    final LockNode connectedNode() throws InterruptedException {
        LockNode node = backend().anotherNode();
        node.provider()
                .tryAcquire(LockRequest.of(someName()).waiting(RECOVERY))
                .orElseThrow()
                .close();
        return node;
    }

    static Lease acquiredBy(LockNode node, LockName name) throws InterruptedException {
        return node.provider()
                .tryAcquire(LockRequest.of(name).waiting(LONG_WAIT))
                .orElseThrow();
    }

    private static Optional<Lease> whenBack(LockProvider provider, LockRequest request) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                return provider.tryAcquire(request);
            } catch (LockUnavailableException stillAway) {
                assertThat(since(start)).as(stillAway.getMessage()).isLessThan(RECOVERY);
            }
        }
    }

    final void assertRecovers() throws InterruptedException {
        whenBack(backend().provider(), LockRequest.of(someName())).orElseThrow().close();
    }

    private void assertUnavailable(LockRequest request) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> tryAcquire(request))
                .isInstanceOf(LockUnavailableException.class)
                .satisfies(told -> assertNamesLockAndCause(told, request.name()));
        assertThat(since(start))
                .isLessThan(request.maxWait().plus(backend().answerBound()).plus(SLACK));
    }

    private CompletableFuture<LockRequest> assertingUnavailable(LockRequest request) {
        return async(() -> {
            assertUnavailable(request);
            return request;
        });
    }
}
