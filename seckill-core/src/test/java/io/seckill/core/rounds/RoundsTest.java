package io.seckill.core.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.rounds.Rounds.Round;
import io.seckill.core.schedule.Scheduler;
import io.seckill.core.schedule.SteppedTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final SteppedTime time = new SteppedTime();
    private final List<Duration> begun = new ArrayList<>();
    private final Scripted round = new Scripted();
    private final Rounds rounds = new Rounds("counting", time, round);

    private final class Scripted implements Round {
        private Runnable inside = () -> {};
        private Duration pause = PAUSE;
        private int ended;

        @Override
        public Duration go() {
            begun.add(Duration.ofNanos(time.nanos()));
            inside.run();
            return pause;
        }

        @Override
        public void end() {
            ended++;
        }
    }

    @Test
    void theyComeAfterThePauseThatTheLastOneAskedFor() {
        rounds.start();
        time.pass(PAUSE);
        round.pause = Duration.ofSeconds(2);
        time.pass(PAUSE.multipliedBy(4));
        assertThat(begun)
                .containsExactly(Duration.ZERO, PAUSE, PAUSE.multipliedBy(2))
                .doesNotContain(PAUSE.multipliedBy(3));
    }

    @Test
    void noneComesBeforeTheStartAndOnlyOneSeriesAfterTwo() {
        time.pass(PAUSE);
        assertThat(begun).isEmpty();
        rounds.start();
        rounds.start();
        time.settle();
        assertThat(begun).hasSize(1);
    }

    @Test
    void afterAFailureTheNextOneComesASecondLater() {
        round.inside = () -> {
            throw new IllegalStateException("no");
        };
        rounds.start();
        time.pass(Duration.ofSeconds(3));
        assertThat(begun)
                .containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
        round.inside = () -> {};
        time.pass(Duration.ofSeconds(1).plus(PAUSE));
        assertThat(begun).endsWith(Duration.ofSeconds(4), Duration.ofMillis(4_500));
    }

    @Test
    void evenAnErrorOfTheMachineIsNotTheLast() {
        round.inside = () -> {
            throw new StackOverflowError("deep");
        };
        rounds.start();
        time.pass(Duration.ofSeconds(1));
        round.inside = () -> {
            throw new NoClassDefFoundError("gone");
        };
        time.pass(Duration.ofSeconds(1));
        assertThat(begun).hasSize(3);
    }

    @Test
    void whereNoThreadIsToBeHadItIsTriedAgain() {
        Refusing threads = new Refusing(2);
        new Rounds("counting", threads, round).start();
        time.pass(Duration.ofSeconds(1));
        assertThat(begun).isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(begun).hasSize(1);
    }

    @Test
    void betweenRoundsTheyEndAtOnceAndOnce() {
        rounds.start();
        time.settle();
        CompletionStage<Void> ended = rounds.close();
        time.settle();
        assertThat(ended.toCompletableFuture()).isCompleted();
        rounds.close();
        rounds.start();
        time.pass(LONG);
        assertThat(begun).hasSize(1);
        assertThat(round.ended).isEqualTo(1);
    }

    @Test
    void theEndComesAfterTheRoundThatIsUnderWay() {
        List<CompletionStage<Void>> ends = new ArrayList<>();
        List<Object> within = new ArrayList<>();
        round.inside = () -> {
            ends.add(rounds.close());
            time.settle();
            within.add(round.ended);
            within.add(ends.get(0).toCompletableFuture().isDone());
        };
        rounds.start();
        time.pass(LONG);
        assertThat(within).as("while it was under way").containsExactly(0, false);
        assertThat(begun).hasSize(1);
        assertThat(round.ended).isEqualTo(1);
        assertThat(ends.get(0).toCompletableFuture()).isCompleted();
    }

    @Test
    void aRoundThatFailsWhileTheyEndIsEndedAllTheSame() {
        round.inside = () -> {
            rounds.close();
            throw new IllegalStateException("no");
        };
        rounds.start();
        time.pass(LONG);
        assertThat(begun).hasSize(1);
        assertThat(round.ended).isEqualTo(1);
    }

    @Test
    void whoNeverStartedEndsToo() {
        CompletionStage<Void> ended = rounds.close();
        time.settle();
        assertThat(ended.toCompletableFuture()).isCompleted();
    }

    @Test
    void anEndThatFailsIsAnEnd() {
        Rounds failing = new Rounds("counting", time, new Round() {
            @Override
            public Duration go() {
                return PAUSE;
            }

            @Override
            public void end() {
                throw new IllegalStateException("no");
            }
        });
        CompletionStage<Void> ended = failing.close();
        time.settle();
        assertThat(ended.toCompletableFuture()).isCompleted();
    }

    /** Has no thread for the first tasks. */
    private final class Refusing implements Scheduler {
        private int refusals;

        Refusing(int refusals) {
            this.refusals = refusals;
        }

        @Override
        public void block(Runnable task) {
            if (refusals-- > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            time.block(task);
        }

        @Override
        public InstantSource clock() {
            return time.clock();
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public void run(Runnable task) {
            time.run(task);
        }

        @Override
        public void after(Duration delay, Runnable task) {
            time.after(delay, task);
        }
    }
}
