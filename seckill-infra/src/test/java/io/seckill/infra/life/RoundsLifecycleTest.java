package io.seckill.infra.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.rounds.Rounds.Round;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.testkit.lock.InMemoryLockProvider;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;

class RoundsLifecycleTest {
    private static final LockName LOCK = new LockName("event-relay");
    private static final int SOON = 20;

    private final ThreadScheduler scheduler = new ThreadScheduler(1, 4);
    private final InMemoryLockProvider locks = new InMemoryLockProvider();
    private final RoundsLifecycle rounds = new RoundsLifecycle(locks, scheduler);
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void theyBeginAtTheStartAndEndAtTheStop() throws InterruptedException {
        rounds.onEveryNode("telling", new Telling());
        assertThat(rounds.isRunning()).isFalse();
        assertThat(said).isEmpty();
        rounds.start();
        assertThat(rounds.isRunning()).isTrue();
        assertThat(next()).isEqualTo("round");
        stop();
        assertThat(rounds.isRunning()).isFalse();
        assertThat(said).contains("end");
    }

    @Test
    void theLeaseIsHeldWhileTheyRunAndGivenBackAtTheStop() throws InterruptedException {
        rounds.onOneNode("telling", LOCK.value(), new Telling());
        rounds.start();
        assertThat(next()).isEqualTo("round");
        assertThat(locks.tryAcquire(LockRequest.of(LOCK))).isEmpty();
        stop();
        assertThat(locks.tryAcquire(LockRequest.of(LOCK))).isPresent();
    }

    @Test
    void aRoundThatHangsDoesNotKeepTheNodeFromStopping() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        rounds.onEveryNode("hanging", () -> {
            said.add("round");
            awaitUninterruptibly(never);
            return Duration.ofHours(1);
        });
        rounds.start();
        assertThat(next()).isEqualTo("round");
        long begin = System.nanoTime();
        stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThanOrEqualTo(RoundsLifecycle.MOST_WAIT)
                .isLessThan(RoundsLifecycle.MOST_WAIT.multipliedBy(3));
        never.countDown();
    }

    @Test
    void theyEndBesideTheDesksBeforeAnythingElse() {
        assertThat(rounds.getPhase()).isEqualTo(SmartLifecycle.DEFAULT_PHASE);
    }

    private void stop() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        rounds.stop(stopped::countDown);
        assertThat(stopped.await(SOON, TimeUnit.SECONDS)).isTrue();
    }

    private String next() throws InterruptedException {
        return String.valueOf(said.poll(SOON, TimeUnit.SECONDS));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Telling implements Round {
        @Override
        public Duration go() {
            said.add("round");
            return Duration.ofHours(1);
        }

        @Override
        public void end() {
            said.add("end");
        }
    }
}
