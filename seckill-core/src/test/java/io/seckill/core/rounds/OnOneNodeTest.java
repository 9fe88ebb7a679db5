package io.seckill.core.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.lock.Release;
import io.seckill.core.rounds.Rounds.Round;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnOneNodeTest {
    private static final LockName NAME = new LockName("event-relay");
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Locks locks = new Locks();
    private final Scripted round = new Scripted();
    private final OnOneNode one = new OnOneNode(locks, NAME, ASK_AGAIN, round);
    private final OnOneNode other = new OnOneNode(locks, NAME, ASK_AGAIN, round);

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void theOneThatIsElectedGoesAndTheOtherAsksAgain() {
        assertThat(one.go()).isEqualTo(PAUSE);
        assertThat(other.go()).isEqualTo(ASK_AGAIN);
        assertThat(round.gone).isEqualTo(1);
    }

    @Test
    void theLeaseIsKeptFromRoundToRound() {
        one.go();
        one.go();
        assertThat(locks.asked).singleElement().satisfies(request -> {
            assertThat(request.name()).isEqualTo(NAME);
            assertThat(request.maxWait()).isZero();
            assertThat(request.longestLife()).isEmpty();
        });
        assertThat(round.gone).isEqualTo(2);
    }

    @Test
    void atTheEndTheLeaseIsGivenBackAndTheOtherGoes() {
        one.go();
        one.end();
        assertThat(round.ended).isEqualTo(1);
        assertThat(other.go()).isEqualTo(PAUSE);
    }

    @Test
    void theLeaseIsGivenBackThoughTheRoundDoesNotEndWell() {
        one.go();
        round.failure = new IllegalStateException("no");
        assertThatIllegalStateException().isThrownBy(one::end);
        assertThat(locks.holder).isEmpty();
    }

    @Test
    void whoNeverHeldItEndsNothing() {
        one.go();
        other.go();
        other.end();
        assertThat(round.ended).isZero();
        assertThat(locks.holder).isPresent();
    }

    @Test
    void aLostLeaseIsAskedForAgainAndWhatWasKnownIsForgotten() {
        one.go();
        locks.lose();
        assertThat(other.go()).isEqualTo(PAUSE);
        assertThat(one.go()).isEqualTo(ASK_AGAIN);
        assertThat(round.ended).isEqualTo(1);
        other.end();
        assertThat(one.go()).isEqualTo(PAUSE);
    }

    @Test
    void withoutAnAnswerItIsAskedAgain() {
        locks.away = true;
        assertThat(one.go()).isEqualTo(ASK_AGAIN);
        locks.away = false;
        assertThat(one.go()).isEqualTo(PAUSE);
    }

    @Test
    void anInterruptIsKept() {
        Thread.currentThread().interrupt();
        assertThat(one.go()).isEqualTo(ASK_AGAIN);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(locks.holder).isEmpty();
    }

    @Test
    void aFailureNowAndThenKeepsTheLease() {
        for (int i = 0; i < 3; i++) {
            fail(2);
            round.failure = null;
            one.go();
        }
        assertThat(locks.asked).hasSize(1);
    }

    @Test
    void whoFailsThreeTimesInARowLetsAnotherTry() {
        fail(3);
        assertThat(locks.holder).isEmpty();
        assertThat(one.go()).as("the others ask meanwhile").isEqualTo(ASK_AGAIN.multipliedBy(2));
        round.failure = null;
        assertThat(other.go()).isEqualTo(PAUSE);
        assertThat(one.go()).isEqualTo(ASK_AGAIN);
        other.end();
        assertThat(one.go()).isEqualTo(PAUSE);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            round.failure = new IllegalStateException("no " + i);
            assertThatIllegalStateException().isThrownBy(one::go);
            round.failure = null;
        }
    }

    private static final class Scripted implements Round {
        private @Nullable RuntimeException failure;
        private int gone;
        private int ended;

        @Override
        public Duration go() {
            if (failure != null) {
                throw failure;
            }
            gone++;
            return PAUSE;
        }

        @Override
        public void end() {
            ended++;
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** One lock, which may be lost or not be there. */
    private static final class Locks implements LockProvider {
        private final List<LockRequest> asked = new ArrayList<>();
        private Optional<Held> holder = Optional.empty();
        private boolean away;

        @Override
        public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
            asked.add(request);
            if (away) {
                return CompletableFuture.failedFuture(new LockUnavailableException(request.name(), "away", null));
            }
            if (holder.isPresent()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            Held held = new Held();
            holder = Optional.of(held);
            return CompletableFuture.completedFuture(Optional.of(held));
        }

        void lose() {
            holder = Optional.empty();
        }

        private final class Held implements Lease {
            @Override
            public LockName name() {
                return NAME;
            }

            @Override
            public FencingToken fencingToken() {
                return new FencingToken(1);
            }

            @Override
            public boolean isValid() {
                return holder.filter(held -> held == this).isPresent();
            }

            @Override
            public void onLost(Runnable listener) {}

            @Override
            public Release release() {
                boolean valid = isValid();
                holder = holder.filter(held -> held != this);
                return valid ? Release.RELEASED : Release.LOST_BEFORE_RELEASE;
            }

            @Override
            public void close() {
                release();
            }
        }
    }
}
