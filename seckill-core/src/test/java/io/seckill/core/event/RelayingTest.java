package io.seckill.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.event.Relaying.RelayEvents;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.Samples;
import io.seckill.core.schedule.SteppedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RelayingTest {
    private static final Duration KEEP = Duration.ofHours(24);
    private static final int AT_ONCE = 100;

    private final SteppedTime time = new SteppedTime();
    private final Box box = new Box();
    private final Stream stream = new Stream();
    private final Counts counts = new Counts();
    private final Relaying relaying = new Relaying(box, stream, KEEP, counts, time);

    @Test
    void whatWaitsIsPublishedInOrderAndMarked() {
        box.write(1, 3);
        assertThat(relaying.go()).isPositive();
        assertThat(stream.published).containsExactly(1L, 2L, 3L);
        assertThat(box.waiting).isEmpty();
        assertThat(counts.published).isEqualTo(3);
    }

    @Test
    void whereNothingWaitsNothingIsPublished() {
        assertThat(relaying.go()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(1));
        assertThat(stream.sizes).isEmpty();
        assertThat(box.marked).isEmpty();
    }

    @Test
    void moreThanOneRoundCanTakeComesInTheNextOneAtOnce() {
        box.write(1, AT_ONCE + 1);
        assertThat(relaying.go()).isZero();
        assertThat(relaying.go()).isPositive();
        assertThat(stream.published)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, AT_ONCE + 1).boxed().toList());
    }

    @Test
    void afterAFailureItGoesOnFromTheSmallestIdThatIsNotMarked() {
        box.write(1, 4);
        stream.failAfter = 2;
        assertThatIllegalStateException().isThrownBy(relaying::go);
        assertThat(box.waiting).as("none is marked that may not be there").hasSize(4);
        assertThat(counts.failures).isEqualTo(1);
        assertThat(counts.published).isZero();
        stream.failAfter = Integer.MAX_VALUE;
        assertThat(relaying.go()).isZero();
        relaying.go();
        assertThat(stream.published).containsExactly(1L, 2L, 1L, 2L, 3L, 4L);
        assertThat(box.waiting).isEmpty();
    }

    @Test
    void afterAFailureEachRoundTakesHalfAsManyUntilOneSucceeds() {
        box.write(1, 50);
        for (int size : new int[] {50, 25, 12, 6, 3}) {
            stream.failAfter = 0;
            assertThatIllegalStateException().isThrownBy(relaying::go);
            assertThat(stream.sizes).endsWith(size);
        }
        stream.failAfter = Integer.MAX_VALUE;
        assertThat(relaying.go()).isZero();
        assertThat(stream.sizes).as("never none").endsWith(1);
        assertThat(relaying.go()).isPositive();
        assertThat(stream.sizes).as("as many as before").endsWith(49);
    }

    @Test
    void oneMessageThatFailsIsTriedAgain() {
        box.write(1, 1);
        stream.failAfter = 0;
        assertThatIllegalStateException().isThrownBy(relaying::go);
        stream.failAfter = Integer.MAX_VALUE;
        relaying.go();
        assertThat(stream.published).containsExactly(1L);
    }

    @Test
    void largeMessagesComeInRoundsOfAMillionCharacters() {
        box.write(1, 5, "x".repeat(400_000));
        assertThat(relaying.go()).isZero();
        assertThat(relaying.go()).isZero();
        assertThat(relaying.go()).isPositive();
        assertThat(stream.sizes).containsExactly(2, 2, 1);
        assertThat(stream.published).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aMillionCharactersAreNotTooManyAndOneMoreIs() {
        box.write(1, 2, "x".repeat(500_000));
        box.write(3, 3, "x");
        assertThat(relaying.go()).isZero();
        assertThat(stream.published).containsExactly(1L, 2L);
    }

    @Test
    void oneThatIsTooLargeGoesAlone() {
        box.write(1, 1, "x".repeat(2_000_000));
        box.write(2, 3);
        relaying.go();
        relaying.go();
        assertThat(stream.sizes).containsExactly(1, 2);
        assertThat(box.waiting).isEmpty();
    }

    @Test
    void whatCouldNotBeMarkedIsPublishedAgain() {
        box.write(1, 2);
        box.away = true;
        assertThatThrownBy(relaying::go).isInstanceOf(BackendUnavailableException.class);
        box.away = false;
        box.write(3, 3);
        relaying.go();
        assertThat(stream.published).containsExactly(1L, 2L, 1L, 2L, 3L);
    }

    @Test
    void aMessageThatWasCommittedLateIsNotPassedBy() {
        box.write(5, 6);
        relaying.go();
        box.write(4, 4);
        relaying.go();
        assertThat(stream.published).containsExactly(5L, 6L, 4L);
    }

    @Test
    void oncePerMinuteWhatWasKeptLongEnoughIsRemoved() {
        box.old = 7;
        for (int i = 0; i < 100; i++) {
            relaying.go();
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(box.old).isZero();
        assertThat(box.removals).isEqualTo(2);
        assertThat(box.removedAge).isEqualTo(KEEP);
    }

    @Test
    void muchThatIsOldIsRemovedInPartsWithoutWaitingAMinute() {
        box.old = 2_500;
        for (int i = 0; i < 10; i++) {
            time.pass(relaying.go());
        }
        assertThat(box.old).isZero();
        assertThat(box.removals).isEqualTo(3);
    }

    @Test
    void whatCannotBeRemovedKeepsNothingFromBeingPublishedAndIsTriedAMinuteLater() {
        box.removingFails = true;
        box.write(1, 1);
        assertThat(relaying.go()).isPositive();
        assertThat(relaying.go()).isPositive();
        assertThat(stream.published).containsExactly(1L);
        assertThat(box.removals).isEqualTo(1);
        box.removingFails = false;
        time.pass(Duration.ofMinutes(1));
        relaying.go();
        assertThat(box.removals).isEqualTo(2);
    }

    private static final class Counts implements RelayEvents {
        private int published;
        private int failures;

        @Override
        public void published(int messages) {
            published += messages;
        }

        @Override
        public void notPublished() {
            failures++;
        }
    }

    /** Takes the first few of each call before it fails. */
    private static final class Stream implements EventPublisher {
        private final List<Long> published = new ArrayList<>();
        private int failAfter = Integer.MAX_VALUE;
        private final List<Integer> sizes = new ArrayList<>();

        @Override
        public void publish(List<Message> messages) throws PublishingException {
            sizes.add(messages.size());
            messages.stream().limit(failAfter).map(Message::id).forEach(published::add);
            if (messages.size() > failAfter) {
                throw new PublishingException("cut", null);
            }
        }
    }

    private static final class Box implements Outbox {
        private final TreeMap<Long, Message> waiting = new TreeMap<>();
        private final List<Long> marked = new ArrayList<>();
        private Duration removedAge = Duration.ZERO;
        private boolean away;
        private boolean removingFails;
        private int old;
        private int removals;

        void write(long from, long to) {
            write(from, to, "{}");
        }

        void write(long from, long to, String payload) {
            for (long id = from; id <= to; id++) {
                waiting.put(id, new Message(id, OrderEvent.Type.PAID, Samples.SALE, payload));
            }
        }

        @Override
        public List<Message> unpublished(int most) {
            return waiting.values().stream().limit(most).toList();
        }

        @Override
        public void published(List<Long> ids) {
            if (away) {
                throw new BackendUnavailableException("away", null);
            }
            ids.forEach(waiting::remove);
            marked.addAll(ids);
        }

        @Override
        public int publishAgain(Instant since) {
            throw new AssertionError("operators do");
        }

        @Override
        public int remove(Duration age, int most) {
            removals++;
            if (removingFails) {
                throw new BackendUnavailableException("away", null);
            }
            removedAge = age;
            int now = Math.min(most, old);
            old -= now;
            return now;
        }

        @Override
        public Backlog backlog() {
            throw new AssertionError("health does");
        }
    }
}
