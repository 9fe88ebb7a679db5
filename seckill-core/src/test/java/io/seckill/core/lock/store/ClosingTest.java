package io.seckill.core.lock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.schedule.ThreadTimers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is under way when a provider is closed is waited for: nothing stays locked behind it. */
class ClosingTest {
    private static final LockName NAME = new LockName("order:1");

    private final SlowStore store = new SlowStore();
    private final StoredLocks locks =
            new StoredLocks(store, name -> new FencingToken(1), new ThreadTimers("closing", 2));

    @Test
    void aLockThatIsTakenWhileTheProviderClosesIsGivenBackFirst() {
        CompletableFuture<Optional<Lease>> asked =
                locks.tryAcquireAsync(LockRequest.of(NAME).waiting(Duration.ofMinutes(1)));

        locks.close();

        assertThat(store.seen).containsExactly("take", "taken", "give back", "given back", "end");
        assertThatThrownBy(asked::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LockMisuseException.class);
    }

    @Test
    void aReleaseThatIsUnderWayIsWaitedFor() {
        CompletableFuture<Optional<Lease>> asked = locks.tryAcquireAsync(LockRequest.of(NAME));
        Lease lease = asked.join().orElseThrow();
        Thread releasing = new Thread(lease::close);
        releasing.start();
        store.givingBack.join();

        locks.close();

        assertThat(store.seen).containsExactly("take", "taken", "give back", "given back", "end");
    }

    /** Answers each command a while after it was sent, for longer than a close that does not wait would take. */
    private static final class SlowStore implements LeaseStore {
        private static final Duration LATENCY = Duration.ofMillis(100);

        final List<String> seen = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> givingBack = new CompletableFuture<>();

        @Override
        public String title() {
            return "a slow server";
        }

        @Override
        public Duration leaseTime() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration retryInterval() {
            return Duration.ofMinutes(1);
        }

        @Override
        public CompletableFuture<?> ready() {
            return CompletableFuture.completedFuture("ready");
        }

        @Override
        public Claim claim(LockName name) {
            return new Claim() {
                @Override
                public CompletableFuture<Boolean> take() {
                    return answered("take", "taken");
                }

                @Override
                public CompletableFuture<Long> prove() {
                    return CompletableFuture.completedFuture(leaseTime().toMillis());
                }

                @Override
                public CompletableFuture<Boolean> giveBack() {
                    CompletableFuture<Boolean> answer = answered("give back", "given back");
                    givingBack.complete(null);
                    return answer;
                }
            };
        }

        @Override
        public Subscription listen(LockName name, Runnable freed) {
            return () -> {};
        }

        @Override
        public CompletableFuture<?> end() {
            seen.add("end");
            return CompletableFuture.completedFuture("ended");
        }

        private CompletableFuture<Boolean> answered(String sent, String answer) {
            seen.add(sent);
            return CompletableFuture.supplyAsync(
                    () -> seen.add(answer),
                    CompletableFuture.delayedExecutor(LATENCY.toMillis(), TimeUnit.MILLISECONDS));
        }
    }
}
