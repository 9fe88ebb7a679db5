package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.testkit.lock.RemoteLockBackend.Outage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a {@link io.seckill.core.lock.LockProvider} keeps whose backend is a server: it can be away, and others use it too. */
public abstract class RemoteLockProviderContract extends LockProviderContract {
    /** Added to every bound, for a busy machine. */
    private static final Duration SLACK = Duration.ofMillis(700);

    private static final Duration RECOVERY = Duration.ofSeconds(15);

    @Override
    protected abstract RemoteLockBackend backend();

    @ParameterizedTest
    @EnumSource
    void withoutTheServerTheWaitIsStillABoundAndTheAnswerIsNotEmpty(Outage outage) throws Exception {
        acquired(someName()).close();
        backend().begin(outage);
        try {
            for (Duration wait : List.of(Duration.ZERO, Duration.ofMillis(300), Duration.ofSeconds(2))) {
                assertUnavailable(LockRequest.of(someName()).waiting(wait));
            }
        } finally {
            backend().end(outage);
        }
        assertRecovers();
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsWhenTheServerGoesIsToldByTheEndOfTheWait(Outage outage) throws Exception {
        LockName name = someName();
        Lease held = acquired(name, RECOVERY);
        LockRequest request = LockRequest.of(name).waiting(Duration.ofSeconds(2));
        try {
            CompletableFuture<LockRequest> first = assertingUnavailable(request);
            CompletableFuture<LockRequest> behind = assertingUnavailable(request);
            Thread.sleep(backend().retryInterval().toMillis());
            backend().begin(outage);
            first.get(1, TimeUnit.MINUTES);
            behind.get(1, TimeUnit.MINUTES);
        } finally {
            backend().end(outage);
        }
        held.close();
        assertRecovers();
    }

    @Test
    void aLostWakeUpDelaysAWaiterByTheRetryIntervalNotByTheLease() throws Exception {
        LockName name = someName();
        acquired(name);
        CompletableFuture<Lease> waiter = async(() -> acquired(name, Duration.ofMinutes(1)));
        Thread.sleep(2 * backend().retryInterval().toMillis());

        long start = System.nanoTime();
        backend().expire(name);
        Lease lease = waiter.get(1, TimeUnit.MINUTES);

        assertThat(since(start)).isLessThan(backend().retryInterval().plus(SLACK));
        lease.close();
    }

    @Test
    void fourProcessesLoseNoneOfTheirUnguardedAdditions(@TempDir Path folder) throws Exception {
        LockName name = someName();
        Path number = Files.writeString(folder.resolve("number"), "0");
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                processes.add(CountingProcess.start(backend(), name, number, 200));
            }
            for (Process process : processes) {
                assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        assertThat(CountingProcess.read(number)).isEqualTo(800);
    }

    @Test
    void whatOneNodeHoldsAnotherIsRefusedAndWaitsFor() throws Exception {
        LockName name = someName();
        Lease held = acquired(name);
        try (LockNode other = backend().anotherNode()) {
            assertThat(other.provider().tryAcquire(LockRequest.of(name))).isEmpty();
            CompletableFuture<Optional<Lease>> waiter =
                    async(() -> other.provider().tryAcquire(LockRequest.of(name).waiting(Duration.ofMinutes(1))));
            held.close();
            assertThat(waiter.get(1, TimeUnit.MINUTES)).isPresent();
            assertThat(tryAcquire(name)).isEmpty();
        }
        acquired(name, Duration.ofSeconds(5)).close();
    }

    private void assertUnavailable(LockRequest request) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> tryAcquire(request)).isInstanceOf(LockUnavailableException.class);
        assertThat(since(start))
                .isLessThan(request.maxWait().plus(backend().answerBound()).plus(SLACK));
    }

    private CompletableFuture<LockRequest> assertingUnavailable(LockRequest request) {
        return async(() -> {
            assertUnavailable(request);
            return request;
        });
    }

    private void assertRecovers() throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                acquired(someName()).close();
                return;
            } catch (LockUnavailableException stillAway) {
                assertThat(since(start)).as(stillAway.getMessage()).isLessThan(RECOVERY);
            }
        }
    }

    private interface Action<T> {
        T run() throws Exception;
    }

    private static <T> CompletableFuture<T> async(Action<T> action) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(action.run());
            } catch (Throwable thrown) {
                outcome.completeExceptionally(thrown);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return outcome;
    }
}
