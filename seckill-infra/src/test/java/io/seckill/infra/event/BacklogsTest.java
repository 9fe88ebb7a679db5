package io.seckill.infra.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.event.Outbox;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.schedule.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogsTest {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Stepped time = new Stepped();
    private final Box box = new Box();
    private final Backlogs backlogs = new Backlogs(box, time, FRESH);

    @Test
    void theOutboxIsAskedOnceInAWhileHoweverOftenItIs() {
        box.waiting = 3;
        assertThat(backlogs.now())
                .hasValueSatisfying(now -> assertThat(now.messages()).isEqualTo(3));
        box.waiting = 4;
        time.nanos += FRESH.toNanos() - 1;
        assertThat(backlogs.now())
                .hasValueSatisfying(now -> assertThat(now.messages()).isEqualTo(3));
        assertThat(box.asked).isEqualTo(1);
        time.nanos++;
        assertThat(backlogs.now())
                .hasValueSatisfying(now -> assertThat(now.messages()).isEqualTo(4));
    }

    @Test
    void whileTheDatabaseDoesNotAnswerNothingIsKnownAndItIsNotAskedMoreOften() {
        box.away = true;
        assertThat(backlogs.now()).isEmpty();
        assertThat(backlogs.now()).isEmpty();
        assertThat(box.asked).isEqualTo(1);
        box.away = false;
        time.nanos += FRESH.toNanos();
        assertThat(backlogs.now()).isPresent();
    }

    private static final class Box implements Outbox {
        private long waiting;
        private boolean away;
        private int asked;

        @Override
        public Backlog backlog() {
            asked++;
            if (away) {
                throw new BackendUnavailableException("away", null);
            }
            return new Backlog(waiting, Duration.ofSeconds(waiting));
        }

        @Override
        public Waiting unpublished(int most, int mostOrders) {
            throw new AssertionError("the relay does");
        }

        @Override
        public void published(List<Long> ids) {
            throw new AssertionError("the relay does");
        }

        @Override
        public int publishAgain(Instant since) {
            throw new AssertionError("operators do");
        }

        @Override
        public int remove(Duration age, int most) {
            throw new AssertionError("the relay does");
        }
    }

    private static final class Stepped implements Scheduler {
        private long nanos = Long.MAX_VALUE; // which overflows soon

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public InstantSource clock() {
            return Clock.systemUTC();
        }

        @Override
        public void run(Runnable task) {
            throw new AssertionError("nothing runs by itself");
        }

        @Override
        public void block(Runnable task) {
            throw new AssertionError("nothing runs by itself");
        }

        @Override
        public void after(Duration delay, Runnable task) {
            throw new AssertionError("nothing runs by itself");
        }
    }
}
