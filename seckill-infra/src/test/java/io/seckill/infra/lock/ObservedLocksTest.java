package io.seckill.infra.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.lock.Release;
import io.seckill.testkit.lock.InMemoryLockProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Whatever the provider, its requests and leases are told, and nothing else about it is different. */
class ObservedLocksTest {
    private static final LockRequest REQUEST = LockRequest.of(new LockName("a"));

    private final List<String> told = new ArrayList<>();
    private final LockEvents events = new LockEvents() {
        @Override
        public void answered(LockName name, Answer answer, Duration waited) {
            told.add(name + " " + answer + " " + waited.toMillis());
        }

        @Override
        public void ended(LockName name, End end, Duration held) {
            told.add(name + " " + end + " " + held.toMillis());
        }
    };
    private long nanos;
    private final InMemoryLockProvider memory =
            new InMemoryLockProvider(() -> nanos, Duration.ofSeconds(5), Runnable::run);
    private final LockProvider locks = observed(memory);

    private LockProvider observed(LockProvider provider) {
        return new ObservedLockProvider(provider, events, Optional.empty(), () -> nanos);
    }

    private void pass(long millis) {
        nanos += Duration.ofMillis(millis).toNanos();
    }

    @Test
    void aLeaseIsToldWhenItBeginsAndOnceWhenItEnds() throws Exception {
        Lease lease = locks.tryAcquire(REQUEST).orElseThrow();
        pass(30);
        assertThat(lease.isValid()).isTrue();
        assertThat(lease.name()).isEqualTo(REQUEST.name());
        assertThat(lease.fencingToken()).isEqualTo(lease.fencingToken());
        assertThat(lease.release()).isEqualTo(Release.RELEASED);
        assertThat(lease.release()).isEqualTo(Release.ALREADY_RELEASED);
        lease.close();
        assertThat(told).containsExactly("a ACQUIRED 0", "a RELEASED 30");
    }

    @Test
    void aLossIsToldOnceAndStillToTheHolder() throws Exception {
        Lease lease = locks.tryAcquire(REQUEST).orElseThrow();
        List<String> holder = new ArrayList<>();
        lease.onLost(() -> holder.add("lost"));
        pass(40);
        memory.expire(REQUEST.name());
        assertThat(lease.release()).isEqualTo(Release.LOST_BEFORE_RELEASE);
        lease.onLost(() -> holder.add("late"));
        assertThat(holder).containsExactly("lost", "late");
        assertThat(told).containsExactly("a ACQUIRED 0", "a LOST 40");
    }

    @Test
    void aRequestThatTimesOutIsTold() throws Exception {
        try (Lease other = memory.tryAcquire(REQUEST).orElseThrow()) {
            assertThat(locks.tryAcquire(REQUEST)).isEmpty();
            CompletableFuture<Optional<Lease>> waits = locks.tryAcquireAsync(REQUEST.waiting(Duration.ofMillis(50)));
            assertThat(waits).isNotDone();
            pass(50);
            assertThat(waits.join()).isEmpty();
            assertThat(other.isValid()).isTrue();
        }
        assertThat(told).containsExactly("a TIMED_OUT 0", "a TIMED_OUT 50");
    }

    @Test
    void anUnavailableBackendIsToldAndMisuseIsNot() {
        LockUnavailableException unavailable = new LockUnavailableException(REQUEST.name(), "no answer", null);
        LockProvider broken = observed(request -> CompletableFuture.failedFuture(unavailable));
        assertThatThrownBy(() -> broken.tryAcquire(REQUEST)).isSameAs(unavailable);
        assertThatThrownBy(() -> broken.tryAcquireAsync(REQUEST).join()).hasCause(unavailable);
        memory.close();
        assertThatThrownBy(() -> locks.tryAcquire(REQUEST)).isInstanceOf(LockMisuseException.class);
        assertThatThrownBy(() -> locks.tryAcquireAsync(REQUEST).join()).hasCauseInstanceOf(LockMisuseException.class);
        assertThat(told).containsExactly("a UNAVAILABLE 0", "a UNAVAILABLE 0");
    }

    @Test
    void cancellingEndsTheWaiting() throws Exception {
        Lease other = memory.tryAcquire(REQUEST).orElseThrow();
        CompletableFuture<Optional<Lease>> waits = locks.tryAcquireAsync(REQUEST.waiting(Duration.ofMinutes(1)));
        assertThat(waits.cancel(false)).isTrue();
        other.close();
        try (Lease next = memory.tryAcquire(REQUEST).orElseThrow()) {
            assertThat(next.isValid()).isTrue();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aLeaseThatComesToNobodyIsGivenBack() throws Exception {
        CompletableFuture<Optional<Lease>> late = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean interrupt) {
                return false; // it is too late for that
            }
        };
        CompletableFuture<Optional<Lease>> waits = observed(request -> late).tryAcquireAsync(REQUEST);
        waits.cancel(false);
        late.complete(memory.tryAcquire(REQUEST));
        assertThat(told).containsExactly("a ACQUIRED 0", "a RELEASED 0");
        assertThat(memory.tryAcquire(REQUEST)).isPresent();
    }

    @Test
    void whatThoseThrowWhoAreToldHarmsNobody() throws Exception {
        LockEvents broken = new LockEvents() {
            @Override
            public void answered(LockName name, Answer answer, Duration waited) {
                throw new IllegalStateException("no meter");
            }

            @Override
            public void ended(LockName name, End end, Duration held) {
                throw new NoClassDefFoundError("no meter");
            }
        };
        LockProvider careful = new ObservedLockProvider(memory, broken, Optional.empty(), () -> nanos);
        assertThat(careful.tryAcquire(REQUEST).orElseThrow().release()).isEqualTo(Release.RELEASED);
        CompletableFuture<Optional<Lease>> asked = careful.tryAcquireAsync(REQUEST);
        assertThat(asked).isCompleted();
        asked.join().orElseThrow().close();
        try (Lease other = memory.tryAcquire(REQUEST).orElseThrow()) {
            assertThat(careful.tryAcquire(REQUEST)).isEmpty();
            assertThat(other.isValid()).isTrue();
        }
        LockUnavailableException unavailable = new LockUnavailableException(REQUEST.name(), "no answer", null);
        LockProvider without = new ObservedLockProvider(
                request -> CompletableFuture.failedFuture(unavailable), broken, Optional.empty(), () -> nanos);
        assertThat(without.tryAcquireAsync(REQUEST)).isCompletedExceptionally();
        assertThatThrownBy(() -> without.tryAcquire(REQUEST)).isSameAs(unavailable);
    }

    @Test
    void whatRunsUnderALockIsToldToo() throws Exception {
        String result = locks.<String, RuntimeException>withLock(REQUEST, lease -> {
                    pass(70);
                    return "done";
                })
                .orElseThrow();
        assertThat(result).isEqualTo("done");
        assertThat(told).containsExactly("a ACQUIRED 0", "a RELEASED 70");
    }

    @Test
    void anApplicationsOwnProviderIsObservedAndClosedAtTheEnd() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(LockAutoConfiguration.class))
                .withBean(LockProvider.class, () -> memory)
                .withBean(LockEvents.class, () -> events)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    context.getBean(LockProvider.class)
                            .tryAcquire(REQUEST)
                            .orElseThrow()
                            .close();
                });
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("a ACQUIRED ");
        assertThat(told.get(1)).startsWith("a RELEASED ");
        assertThatThrownBy(() -> memory.tryAcquire(REQUEST)).isInstanceOf(LockMisuseException.class);
    }

    /** Wants more than the port. */
    record Picky(InMemoryLockProvider locks) {}

    @Test
    void aProviderThatIsDeclaredByItsClassStaysAsItIs() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(LockAutoConfiguration.class))
                .withBean(InMemoryLockProvider.class, () -> memory)
                .withBean(Picky.class)
                .withBean(LockEvents.class, () -> events)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Picky.class).locks()).isSameAs(memory);
                });
    }

    @Test
    void withNobodyToTellTheProviderStaysAsItIs() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(LockAutoConfiguration.class))
                .withBean(LockProvider.class, () -> memory)
                .run(context -> assertThat(context.getBean(LockProvider.class)).isSameAs(memory));
    }
}
