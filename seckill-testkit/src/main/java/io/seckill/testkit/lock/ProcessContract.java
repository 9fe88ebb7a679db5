package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.Release;
import io.seckill.testkit.lock.RemoteLockBackend.Outage;
import io.seckill.testkit.process.GuardedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other nodes and processes on the same backend. Cases 6, 16, 17, 23 and 24. */
abstract class ProcessContract extends OutageContract {
    private static final Duration PROCESSES = Duration.ofMinutes(2);

    ProcessContract() {}

    /** Cases 2 and 7, between two nodes. */
    @Test
    void whatOneNodeHoldsAnotherIsRefusedAndWaitsFor() throws Exception {
        LockName name = someName();
        Lease held = acquired(name);
        try (LockNode other = backend().anotherNode()) {
            assertThat(other.provider().tryAcquire(LockRequest.of(name))).isEmpty();
            CompletableFuture<Optional<Lease>> waiter =
                    async(() -> other.provider().tryAcquire(LockRequest.of(name).waiting(Duration.ofMinutes(1))));
            held.close();
            assertThat(within(LONG_WAIT, waiter)).isPresent();
            assertThat(tryAcquire(name)).isEmpty();
        }
        acquired(name, Duration.ofSeconds(5)).close();
    }

    /** Case 23: what a closed node held is another's at once. */
    @Test
    void whatAClosedNodeHeldIsFreeForOthersAtOnce() throws Exception {
        LockName name = someName();
        LockNode node = connectedNode();
        try {
            Lease held = acquiredBy(node, name);
            CompletableFuture<Optional<Lease>> waiter = acquiring(name);
            CompletableFuture<Optional<Lease>> told =
                    node.provider().tryAcquireAsync(LockRequest.of(name).waiting(LONG_WAIT));
            node.close();
            within(soonerThanTheLease(), waiter).orElseThrow().close();
            assertThat(failureWithin(SOON.plus(SLACK), told)).isInstanceOf(LockMisuseException.class);
            assertThat(held.isValid()).isFalse();
            assertFreeNow(name);
        } finally {
            node.close();
        }
    }

    /** Case 23: a question that the server leaves unanswered does not keep anybody from being told. */
    @Test
    void whoseQuestionIsUnansweredWhenItsProviderIsClosedIsTold() throws Exception {
        LockName free = someName();
        LockName held = someName();
        Duration wait = Duration.ofMillis(50);
        Lease holder = acquired(held, RECOVERY);
        LockNode node = connectedNode();
        try {
            backend().begin(Outage.PAUSED);
            CompletableFuture<Optional<Lease>> doesNotWait = node.provider().tryAcquireAsync(LockRequest.of(free));
            CompletableFuture<Optional<Lease>> hasWaited =
                    node.provider().tryAcquireAsync(LockRequest.of(held).waiting(wait));
            pass(wait.multipliedBy(2)); // far less than an answer may take

            CompletableFuture<LockNode> closing = async(() -> {
                node.close();
                return node;
            });
            assertThat(failureWithin(SOON.plus(SLACK), doesNotWait)).isInstanceOf(LockMisuseException.class);
            assertThat(failureWithin(SOON.plus(SLACK), hasWaited)).isInstanceOf(LockMisuseException.class);
            within(LONG_WAIT, closing);
        } finally {
            backend().end(Outage.PAUSED);
            node.close();
        }
        assertRecovers();
        holder.close();
        acquired(free, RECOVERY).close();
        acquired(held, RECOVERY).close();
    }

    /** Cases 6 and 24. */
    @Test
    @Needs(Capability.SECOND_PROCESS)
    void fourProcessesLoseNoneOfTheirUnguardedAdditionsAndTheirTokensGrow(@TempDir Path folder) throws Exception {
        LockName name = someName();
        CountingProcess.begin(folder);
        List<GuardedProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                processes.add(CountingProcess.start(backend(), name, folder, "adder-" + i, 200));
            }
            for (GuardedProcess process : processes) {
                assertThat(within(PROCESSES, process.onExit()))
                        .as(() -> process.lastLines(20))
                        .isZero();
            }
        } finally {
            processes.forEach(GuardedProcess::kill);
        }
        assertThat(CountingProcess.read(CountingProcess.number(folder)).number())
                .isEqualTo(800);
    }

    /** Case 16: renewed at every third of the lease, it has more than half of it left, with room for a busy machine. */
    @Test
    @Needs(Capability.SECOND_PROCESS)
    void whatAKilledProcessHeldIsFreeAfterTheLeaseAndNotBefore(@TempDir Path folder) throws Exception {
        LockName name = someName();
        try (HoldingProcess holder = HoldingProcess.start(backend(), name, folder)) {
            CompletableFuture<Optional<Lease>> waiter = acquiring(name);
            pass(backend().leaseTime());
            assertThat(waiter).isNotDone();
            holder.process().kill();
            long start = System.nanoTime();
            Lease next = within(LONG_WAIT, waiter).orElseThrow();
            assertThat(since(start))
                    .isBetween(
                            backend().leaseTime().dividedBy(3),
                            backend()
                                    .leaseTime()
                                    .plus(backend().retryInterval())
                                    .plus(SLACK));
            assertThat(next.fencingToken().value()).isGreaterThan(holder.token());
            next.close();
        }
    }

    /** Case 17. */
    @Test
    @Needs(Capability.SECOND_PROCESS)
    void aProcessThatWasFrozenBeyondItsLeaseSeesItAndItsOldTokenIsRefused(@TempDir Path folder) throws Exception {
        LockName name = someName();
        try (HoldingProcess holder = HoldingProcess.start(backend(), name, folder)) {
            holder.process().pause();
            Lease next = acquired(name, LONG_WAIT);
            assertThat(next.fencingToken().value()).isGreaterThan(holder.token());
            assertThat(holder.store().write(next.fencingToken())).isTrue();
            pass(backend().leaseTime()); // so that the freeze is surely longer than a lease
            holder.process().resume();
            assertThat(holder.report()).isEqualTo(HoldingProcess.report(false, true, 1));
            assertThat(next.release()).isEqualTo(Release.RELEASED);
        }
    }
}
